#ifndef LIB_PDF_PRESS_FILES_H
#define LIB_PDF_PRESS_FILES_H

#include <fontconfig/fontconfig.h>

/*
 * Private to press.c.  Add the font files (.ttf, .otf, .ttc) in and below a
 * folder, in the order of their names; what cannot be read is passed over.
 * Fontconfig's own way would look for caches that the machine keeps.
 */
enum { PRESS_FOLDERS = 4 }; /* inside each other */
void press_files_add(FcConfig *config, const char *dir, int depth);

#endif
