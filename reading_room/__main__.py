"""`python -m reading_room ARCHIVE --port N`: the process that serves, and nothing else."""

import signal
import sys

# Ctrl-C goes to the whole terminal; who started us decides when we end. Before the slow imports.
if "--parent" in sys.argv:
    signal.signal(signal.SIGINT, signal.SIG_IGN)

from .serving import main

sys.exit(main(sys.argv[1:]))
