"""One module a trial; whoever adds one adds a file with ``run`` (see ``tests.fire.trial``)."""
