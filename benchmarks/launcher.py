"""Start the commands that come on standard input, and print what each took.

A process of its own, without site or json, because the peak of memory that Linux reports for a
process is never below what its parent held when starting it. A line holds, divided by NUL, the
seconds allowed, the folder, the file for the output, and the command. The answer is the wall and
CPU seconds, the peak in KiB and the exit code; one word where the command cannot be started.
"""

import os
import signal
import sys
import time

for line in sys.stdin:
    limit, folder, output, *command = line[:-1].split("\0")
    os.chdir(folder)
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output, write, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, f"{output}.err", write, 0o600),
    ]
    start = time.perf_counter()
    try:
        child = os.posix_spawnp(command[0], command, os.environ, file_actions=files, setpgroup=0)
    except OSError:
        print("unstartable", flush=True)
        continue
    signal.signal(signal.SIGALRM, lambda *_, group=child: os.killpg(group, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, float(limit))
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    signal.setitimer(signal.ITIMER_REAL, 0)
    code = os.waitstatus_to_exitcode(status)
    print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss, code, flush=True)
