#include "fcgi/reload.h"

#include <stddef.h>
#include <sys/eventfd.h>
#include <unistd.h>

static void *
run(void *argument)
{
	struct reload *reload = argument;
	eventfd_t count;

	while (eventfd_read(reload->wake_fd, &count) == 0) {
		if (atomic_load(&reload->stopping))
			break;
		if (reload->on_reload != NULL)
			reload->on_reload(reload->context);
	}
	return NULL;
}

bool
reload_start(
    struct reload *reload, void (*on_reload)(void *context), void *context)
{
	reload->on_reload = on_reload;
	reload->context = context;
	atomic_init(&reload->stopping, false);
	if ((reload->wake_fd = eventfd(0, EFD_CLOEXEC)) < 0)
		return false;
	if (pthread_create(&reload->thread, NULL, run, reload) == 0)
		return true;
	close(reload->wake_fd);
	return false;
}

void
reload_ask(struct reload *reload)
{
	eventfd_write(reload->wake_fd, 1);
}

void
reload_stop(struct reload *reload)
{
	atomic_store(&reload->stopping, true);
	eventfd_write(reload->wake_fd, 1);
	pthread_join(reload->thread, NULL);
	close(reload->wake_fd);
}
