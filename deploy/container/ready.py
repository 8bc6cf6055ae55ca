"""Whether the service in this container is ready: exit code 0, or 1 with what it rests on."""

import http.client
import os
import sys

service = http.client.HTTPConnection("127.0.0.1", int(os.environ["PORT"]), timeout=4)
try:
    service.request("GET", "/health/ready")
    answer = service.getresponse()
    said = answer.read().decode()
except OSError as why:
    sys.exit(f"no answer: {why}")
sys.exit(0 if answer.status == 200 else said)
