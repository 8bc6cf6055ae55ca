"""`python -m services.intake`"""

from services.intake.main import main

main()
