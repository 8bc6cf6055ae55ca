"""How Meta sees the office's account: what it may do, how people take its messages, which templates are approved."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

NumberStatus = Literal["CONNECTED", "PENDING", "FLAGGED", "RESTRICTED", "BANNED"]
Quality = Literal["GREEN", "YELLOW", "RED", "UNKNOWN"]
TemplateStatus = Literal["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"]
Permission = Literal["whatsapp_business_messaging", "whatsapp_business_management"]


class Account(BaseModel):
    """`templates` are verdicts on templates by name; those that are not named are as their file says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: NumberStatus = "CONNECTED"
    name_status: Literal["APPROVED", "PENDING_REVIEW", "DECLINED", "EXPIRED"] = "APPROVED"
    quality_rating: Quality = "GREEN"
    messaging_limit_tier: Literal["TIER_250", "TIER_2K", "TIER_10K", "TIER_100K", "TIER_UNLIMITED"] = "TIER_2K"
    throughput: Literal["STANDARD", "HIGH", "NOT_APPLICABLE"] = "STANDARD"
    permissions: frozenset[Permission] = frozenset(("whatsapp_business_messaging", "whatsapp_business_management"))
    token_expires_at: int = Field(default=0, ge=0, description="seconds since 1970; 0 is never")
    is_subscribed: bool = True
    templates: Mapping[str, TemplateStatus] = {}
    template_quality: Mapping[str, Quality] = {}

    def changed(self, change: "Account") -> "Account":
        """With the fields that were given to `change`, and the rest as it was."""
        return self.model_copy(update={name: getattr(change, name) for name in change.model_fields_set})
