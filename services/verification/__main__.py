"""`python -m services.verification`"""

from services.verification.main import main

main()
