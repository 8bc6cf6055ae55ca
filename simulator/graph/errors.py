"""Meta's refusals, word for word where the words are known (support/error-codes). Callers go by `code`."""

from typing import Any, NamedTuple, Self

from simulator import ids

#: Where Meta explains its error codes.
HREF = "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes/"


class Known(NamedTuple):
    """A code of Meta's: its title, the detail when there is no better one, the HTTP status of the answer."""

    title: str
    details: str = ""
    http: int = 400


#: The codes that the simulator can answer with.
KNOWN: dict[int, Known] = {
    2: Known("An unexpected error has occurred. Please retry your request later.", "", 500),
    10: Known("Application does not have permission for this action", "", 403),
    100: Known("Invalid parameter"),
    190: Known("Invalid OAuth access token - Cannot parse access token", "", 401),
    368: Known("Temporarily blocked for policies violations", "", 403),
    2500: Known("Unknown path components"),
    130429: Known(
        "Rate limit hit",
        "Message failed to send because there were too many messages sent from this phone number in a short period "
        "of time",
    ),
    131000: Known("Something went wrong", "Message failed to send due to an unknown error.", 500),
    131008: Known("Required parameter is missing", "The request is missing a required parameter."),
    131009: Known("Parameter value is not valid", "One or more parameter values are invalid."),
    131016: Known("Service unavailable", "A service is temporarily unavailable.", 503),
    131026: Known("Message undeliverable", "Message Undeliverable."),
    131031: Known("Business account locked", "Business account has been locked.", 403),
    131042: Known(
        "Business eligibility payment issue",
        "Message failed to send because of one or more errors related to your payment method.",
    ),
    131047: Known(
        "Re-engagement message",
        "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
    ),
    131048: Known(
        "Spam rate limit hit",
        "Message failed to send because there are restrictions on how many messages can be sent from this phone "
        "number. This may be because too many previous messages were blocked or flagged as spam.",
    ),
    131049: Known(
        "This message was not delivered to maintain healthy ecosystem engagement.",
        "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
    ),
    131051: Known("Message type unknown", "Message type is currently not supported."),
    131052: Known("Media download error", "Unable to download the media sent by the user."),
    131053: Known("Media upload error", "Unable to upload the media used in the message."),
    131056: Known(
        "(Business Account, Consumer Account) pair rate limit hit",
        "Message failed to send because there were too many messages sent from this phone number to the same phone "
        "number in a short period of time.",
    ),
    132000: Known("Number of parameters does not match the expected number of params"),
    132001: Known("Template name does not exist in the translation", "", 404),
    132005: Known("Translated text too long"),
    132012: Known("Parameter format does not match format in the created template"),
    132015: Known("Template is paused", "The template is paused due to low quality."),
    132016: Known("Template is disabled", "The template has been disabled permanently due to low quality."),
}

#: The subcode of 100 that means: no such thing, or not for you.
NO_SUCH_OBJECT = 33
#: These say their title without the code in front.
BARE = {2, 190, 2500}


class GraphError(Exception):
    """A refusal. As an answer it is `http` with `as_answer()`, in a later status it is `as_status()`."""

    def __init__(self, code: int, title: str, details: str, http: int, subcode: int | None = None) -> None:
        super().__init__(f"{code}: {title}")
        self.code = code
        self.title = title
        self.details = details
        self.http = http
        self.subcode = subcode

    @classmethod
    def of(cls, code: int, details: str | None = None) -> Self:
        """A known code, with the detail of this case."""
        known = KNOWN[code]
        return cls(code, known.title, known.details if details is None else details, known.http)

    @classmethod
    def no_such_object(cls, object_id: str, method: str = "get") -> Self:
        """What Meta says of an id that it does not know, or that this token may not see."""
        title = (
            f"Unsupported {method} request. Object with ID '{object_id}' does not exist, cannot be loaded due to "
            "missing permissions, or does not support this operation."
        )
        return cls(100, title, "", 400, subcode=NO_SUCH_OBJECT)

    @classmethod
    def no_permission(cls) -> Self:
        """The token lacks what an account's or number's owner has to grant."""
        title = "Requires whatsapp_business_messaging or whatsapp_business_management permission"
        return cls(200, title, "", 403, subcode=1349176)

    @classmethod
    def session_expired(cls) -> Self:
        """A token that was good once."""
        return cls(190, "Error validating access token: Session has expired", "", 401, subcode=463)

    def as_answer(self) -> dict[str, Any]:
        bare = self.code in BARE or self.subcode == NO_SUCH_OBJECT
        error: dict[str, Any] = {
            "message": self.title if bare else f"(#{self.code}) {self.title}",
            "type": "GraphMethodException" if self.subcode == NO_SUCH_OBJECT else "OAuthException",
            "code": self.code,
        }
        if self.details:
            error["error_data"] = {"messaging_product": "whatsapp", "details": self.details}
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        if self.http >= 500:
            error["is_transient"] = True
        return {"error": error | {"fbtrace_id": ids.trace_id()}}

    def as_status(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "title": self.title,
            "message": self.title,
            "error_data": {"details": self.details or self.title},
            "href": HREF,
        }
