#include "lib/render/render.h"

static enum err
tree(const struct template_set *set, struct str name, struct datum view,
    struct arena *arena, struct doc **out, struct note *note)
{
	struct buf markup = buf_new(arena, DOC_BYTES);
	enum err err;

	if (!str_ends(name, STR(".md")))
		return err_set(note, ERR_INVALID,
		    "%.*s: is not a template of light markup", STR_ARG(name));
	if ((err = template_fill_datum(set, name, view, &markup, note)) != OK)
		return err;
	return doc_parse(buf_str(&markup), arena, out, note);
}

enum err
render_tree(const struct template_set *set, struct str name,
    struct value view, struct arena *arena, struct doc **out,
    struct note *note)
{
	return tree(set, name, datum_of(view), arena, out, note);
}

enum err
render_doc(const struct doc *doc, enum media media,
    const struct print_options *options, struct arena *arena, struct buf *out,
    struct note *note)
{
	switch (media) {
	case MEDIA_HTML:
		return print_html(doc, options, arena, out, note);
	case MEDIA_TEXT:
		return print_text(doc, options, arena, out, note);
	case MEDIA_JSON:
	case MEDIA_PDF:
	case MEDIA_DOCX:
		break;
	}
	return err_set(note, ERR_INVALID, "markup cannot be printed as %s",
	    media_type(media));
}

enum err
render_markup(struct str markup, enum media media,
    const struct print_options *options, struct arena *arena, struct buf *out,
    struct note *note)
{
	struct doc *doc;
	enum err err;

	if ((err = doc_parse(markup, arena, &doc, note)) != OK)
		return err;
	return render_doc(doc, media, options, arena, out, note);
}

enum err
render_datum(const struct template_set *set, struct str name,
    struct datum view, enum media media, const struct print_options *options,
    struct arena *arena, struct buf *out, struct note *note)
{
	struct doc *doc;
	enum err err;

	if ((err = tree(set, name, view, arena, &doc, note)) != OK)
		return err;
	return render_doc(doc, media, options, arena, out, note);
}

enum err
render(const struct template_set *set, struct str name, struct value view,
    enum media media, const struct print_options *options,
    struct arena *arena, struct buf *out, struct note *note)
{
	return render_datum(set, name, datum_of(view), media, options, arena,
	    out, note);
}
