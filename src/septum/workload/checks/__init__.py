"""What a deployment that can be read may still have wrong."""

from collections.abc import Collection

from septum.workload.checks.capacity import check_capacity
from septum.workload.checks.functions import check_functions
from septum.workload.checks.names import check_names
from septum.workload.checks.placement import check_placement
from septum.workload.checks.sharing import check_sharing
from septum.workload.deployment import Deployment
from septum.workload.mig.tables import MigTables
from septum.workload.reading.problems import Problems


def check_deployment(deployment: Deployment, profiles: Collection[str], tables: MigTables, problems: Problems) -> None:
    """Report everything that is wrong with a deployment, in which neutral values stand for what has been reported.

    `profiles`: the isolation profiles that there are.
    """
    check_names(deployment, profiles, problems)
    check_placement(deployment, tables, problems)
    check_functions(deployment, problems)
    check_capacity(deployment, problems)
    check_sharing(deployment, problems)
