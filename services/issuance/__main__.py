"""`python -m services.issuance`"""

from services.issuance.main import main

main()
