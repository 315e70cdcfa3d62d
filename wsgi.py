"""The application, from the environment; nothing else."""

import os
import sys

from contest.app import create_app
from contest.cli.groups import create_tools, is_for_tools
from contest.config import read_settings

# Commands on files work on any machine, before anything is set up.
app = create_tools() if is_for_tools(sys.argv) else create_app(read_settings(os.environ))
