#include "tests/wire/process.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/wire/fcgi_client.h"

enum { START_MS = 5000, LOG_SIZE = 1 << 20, SCAN_SIZE = 1 << 20 };

void
pause_ms(long ms)
{
	struct timespec pause = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&pause, NULL);
}

long
clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int
listening_socket(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	if (fd < 0 ||
	    bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 ||
	    listen(fd, 128) != 0)
		ck_abort_msg("%s: %s", path, strerror(errno));
	return fd;
}

/* In the child: the responder takes its place. */
static void
become(const struct process *process, enum process_start how,
    const char *const *options, int listener)
{
	const char *program = getenv("WIRE_RESPONDER");
	char *arguments[16] = { 0 };
	char pid[32];
	int log = open(process->log, O_WRONLY | O_CREAT | O_APPEND, 0600);
	size_t count = 1;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	dup2(log, STDERR_FILENO);
	if (how == PROCESS_FD_0)
		dup2(listener, 0);
	if (how == PROCESS_LISTEN_FDS) {
		dup2(listener, 3);
		snprintf(pid, sizeof(pid), "%ld", (long)getpid());
		setenv("LISTEN_PID", pid, 1);
		setenv("LISTEN_FDS", "1", 1);
	}
	arguments[0] = strdup("responder");
	for (; options != NULL && *options != NULL; options++)
		arguments[count++] = strdup(*options);
	if (how == PROCESS_BINDS)
		arguments[count] = strdup(process->socket);
	execv(program == NULL ? "" : program, arguments);
	_exit(127);
}

static void
launch(
    struct process *process, enum process_start how, const char *const *options)
{
	long until = clock_ms() + START_MS;
	int listener = -1, fd;

	if (how != PROCESS_BINDS)
		listener = listening_socket(process->socket);
	if ((process->pid = fork()) == 0)
		become(process, how, options, listener);
	ck_assert_int_gt(process->pid, 0);
	if (listener >= 0)
		close(listener);
	do {
		pause_ms(2);
		if (process_wait(process, 0) >= 0)
			ck_abort_msg("WIRE_RESPONDER does not start: %s",
			    process_log(process));
		fd = client_connect(process->socket);
	} while (fd < 0 && clock_ms() < until);
	ck_assert_msg(fd >= 0, "WIRE_RESPONDER is not to be reached");
	close(fd);
}

void
process_start(
    struct process *process, enum process_start how, const char *const *options)
{
	snprintf(process->folder, sizeof(process->folder),
	    "/tmp/appeald-wire-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(process->folder));
	snprintf(
	    process->socket, sizeof(process->socket), "%s/s", process->folder);
	snprintf(process->log, sizeof(process->log), "%s/log", process->folder);
	launch(process, how, options);
}

void
process_succeed(struct process *process, const struct process *first)
{
	*process = *first;
	snprintf(
	    process->log, sizeof(process->log), "%s/log2", process->folder);
	launch(process, PROCESS_BINDS, NULL);
}

int
process_wait(struct process *process, int timeout_ms)
{
	long until = clock_ms() + timeout_ms;
	int status = 0;
	pid_t ended;

	if (process->pid == 0)
		return -1;
	while ((ended = waitpid(process->pid, &status, WNOHANG)) == 0 &&
	       clock_ms() < until)
		pause_ms(2);
	if (ended != process->pid)
		return -1;
	process->pid = 0;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}

/* What a sanitizer found in the responder is a failure of the test. */
static void
check_log(const struct process *process)
{
	const char *log = process_log(process);

	ck_assert_msg(strstr(log, "Sanitizer") == NULL &&
			  strstr(log, "runtime error") == NULL,
	    "%s", log);
}

void
process_end(struct process *process)
{
	char second[112];

	check_log(process);
	if (process->pid > 0) {
		kill(process->pid, SIGKILL);
		waitpid(process->pid, NULL, 0);
		process->pid = 0;
	}
	snprintf(second, sizeof(second), "%s/log2", process->folder);
	unlink(second);
	unlink(process->log);
	unlink(process->socket);
	rmdir(process->folder);
}

const char *
process_log(const struct process *process)
{
	static char text[LOG_SIZE];
	int fd = open(process->log, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? 0 : read(fd, text, sizeof(text) - 1);

	text[got > 0 ? got : 0] = '\0';
	if (fd >= 0)
		close(fd);
	return text;
}

bool
process_says(const struct process *process, const char *text, int timeout_ms)
{
	long until = clock_ms() + timeout_ms;

	while (strstr(process_log(process), text) == NULL) {
		if (clock_ms() > until)
			return false;
		pause_ms(5);
	}
	return true;
}

long
process_ticks(const struct process *process)
{
	char path[64], line[1024];
	long user = 0, system = 0;
	char *behind;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/stat", (long)process->pid);
	if ((file = fopen(path, "r")) == NULL)
		return 0;
	if (fgets(line, sizeof(line), file) != NULL &&
	    (behind = strrchr(line, ')')) != NULL)
		sscanf(behind,
		    ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld",
		    &user, &system);
	fclose(file);
	return user + system;
}

static long
count_in_range(int memory, unsigned long from, unsigned long to,
    const char *text, size_t length)
{
	static char bytes[SCAN_SIZE];
	const char *at, *end;
	ssize_t got;
	long found = 0;

	while (from < to) {
		got = pread(memory, bytes,
		    to - from < SCAN_SIZE ? to - from : SCAN_SIZE, (off_t)from);
		if (got <= 0)
			break;
		at = bytes;
		end = bytes + got;
		while ((at = memmem(at, (size_t)(end - at), text, length)) !=
		       NULL) {
			found++;
			at++;
		}
		if ((size_t)got < SCAN_SIZE)
			break;
		from += (unsigned long)got - length + 1;
	}
	return found;
}

long
process_holds(const struct process *process, const char *text, size_t length)
{
	char path[64], line[512], access[8];
	unsigned long from, to;
	long found = 0;
	FILE *maps;
	int memory;

	snprintf(path, sizeof(path), "/proc/%ld/mem", (long)process->pid);
	memory = open(path, O_RDONLY | O_CLOEXEC);
	snprintf(path, sizeof(path), "/proc/%ld/maps", (long)process->pid);
	maps = fopen(path, "re");
	if (memory < 0 || maps == NULL)
		found = -1;
	while (found >= 0 && fgets(line, sizeof(line), maps) != NULL)
		if (sscanf(line, "%lx-%lx %7s", &from, &to, access) == 3 &&
		    access[1] == 'w')
			found += count_in_range(memory, from, to, text, length);
	if (memory >= 0)
		close(memory);
	if (maps != NULL)
		fclose(maps);
	return found;
}
