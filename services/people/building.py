"""Builds the services that know who may use the bot."""

from dataclasses import dataclass

from core.clock import Clock
from core.models import GroupMembers
from core.settings import Settings
from services.audit import AuditService
from services.people.access import AccessService
from services.people.applications import ApplicationService
from services.people.approvals import ApprovalService
from services.people.invitations import InvitationService
from services.people.memberships import MembershipService
from services.people.modes import CarriedOver
from services.people.second_person import SecondPersonService
from services.people.shown_menus import ShownMenus
from storage.database import Database
from storage.people.approvals import ApprovalStore
from storage.people.confirmations import ConfirmationStore
from storage.people.invitations import InvitationStore
from storage.people.memberships import MembershipStore
from storage.people.people import PeopleStore


@dataclass(frozen=True, slots=True)
class PeopleServices:
    """All services that decide who may use the bot."""

    access: AccessService
    memberships: MembershipService
    approvals: ApprovalService
    applications: ApplicationService
    invitations: InvitationService
    menus: ShownMenus
    second_person: SecondPersonService


def build_people(
    settings: Settings,
    database: Database,
    clock: Clock,
    groups: GroupMembers,
    audit: AuditService,
    carried_over: CarriedOver | None = None,
) -> PeopleServices:
    """Build them; `groups` tells who is in a group, `carried_over` who was let in when the mode changed."""
    rules, people, chats = settings.access, PeopleStore(database), ApprovalStore(database)
    approvals = ApprovalService(rules, chats, audit, clock)
    memberships = MembershipService(rules, MembershipStore(database), approvals, groups, clock)
    access = AccessService(rules, people, memberships, approvals, audit, clock, carried_over)
    return PeopleServices(
        access=access,
        memberships=memberships,
        approvals=approvals,
        applications=ApplicationService(people, audit, clock),
        invitations=InvitationService(InvitationStore(database, people), access, audit, clock),
        menus=ShownMenus(people, chats, access, clock),
        second_person=SecondPersonService(rules, ConfirmationStore(database), people, audit, clock),
    )
