"""One file per command group; each has ``run(call, words) -> exit code``, imported when it is called."""
