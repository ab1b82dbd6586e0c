/*
 * Runs the suites that the files of this folder define; with two numbers, as
 * "unit 1 2", the first of two halves of them.
 */

#include <check.h>
#include <stdlib.h>

#define SUITE(name) Suite *name(void);
#include "suites.h"
#undef SUITE

int
main(int argc, char **argv)
{
	SRunner *runner = srunner_create(NULL);
	long part = argc == 3 ? atol(argv[1]) : 1;
	long parts = argc == 3 ? atol(argv[2]) : 1;
	long number = 0;
	int failed;

	if (part < 1 || part > parts)
		return EXIT_FAILURE;
#define SUITE(name) \
	if (number++ % parts == part - 1) \
		srunner_add_suite(runner, name());
#include "suites.h"
#undef SUITE
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
