#include "lib/render/render.h"

enum err
render_markup(struct str markup, enum media media,
    const struct print_options *options, struct arena *arena, struct buf *out,
    struct note *note)
{
	struct doc *doc;
	enum err err;

	if ((err = doc_parse(markup, arena, &doc, note)) != OK)
		return err;
	switch (media) {
	case MEDIA_HTML:
		return print_html(doc, options, arena, out, note);
	case MEDIA_TEXT:
		return print_text(doc, options, arena, out, note);
	case MEDIA_JSON:
		break;
	}
	return err_set(note, ERR_INVALID, "markup cannot be printed as %s",
	    media_type(media));
}

enum err
render(const struct template_set *set, struct str name, struct value view,
    enum media media, const struct print_options *options,
    struct arena *arena, struct buf *out, struct note *note)
{
	struct buf markup = buf_new(arena, DOC_BYTES);
	enum err err;

	if (!str_ends(name, STR(".md")))
		return err_set(note, ERR_INVALID,
		    "%.*s: is not a template of light markup", STR_ARG(name));
	if ((err = template_fill(set, name, view, &markup, note)) != OK)
		return err;
	return render_markup(buf_str(&markup), media, options, arena, out,
	    note);
}
