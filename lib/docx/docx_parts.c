#include "lib/docx/docx_parts.h"

/* clang-format off: it would tear the markup apart. */

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

#define SCHEMAS "http://schemas.openxmlformats.org/"
#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define LINK SCHEMAS "officeDocument/2006/relationships"

#define MAIN " xmlns:w=\"" SCHEMAS "wordprocessingml/2006/main\""

#define NAMESPACES \
	MAIN " xmlns:r=\"" LINK "\"" \
	" xmlns:wp=\"" SCHEMAS "drawingml/2006/wordprocessingDrawing\"" \
	" xmlns:a=\"" SCHEMAS "drawingml/2006/main\"" \
	" xmlns:pic=\"" SCHEMAS "drawingml/2006/picture\"" \
	" xmlns:v=\"urn:schemas-microsoft-com:vml\"" \
	" xmlns:o=\"urn:schemas-microsoft-com:office:office\""

#define PART(name, type) \
	"<Override PartName=\"" name "\" ContentType=\"" type "\"/>"

#define RELATION(id, type, target) \
	"<Relationship Id=\"" id "\" Type=\"" type "\" Target=\"" target "\"/>"

const char docx_content_types[] = XML
    "<Types xmlns=\"" SCHEMAS "package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/"
    "vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Default Extension=\"png\" ContentType=\"image/png\"/>"
    PART("/word/document.xml", WORD "document.main+xml")
    PART("/word/styles.xml", WORD "styles+xml")
    PART("/word/numbering.xml", WORD "numbering+xml")
    PART("/word/settings.xml", WORD "settings+xml")
    PART("/word/fontTable.xml", WORD "fontTable+xml")
    PART("/word/header1.xml", WORD "header+xml")
    PART("/word/header2.xml", WORD "header+xml")
    PART("/word/footer1.xml", WORD "footer+xml")
    PART("/word/footer2.xml", WORD "footer+xml")
    PART("/docProps/core.xml", "application/"
    "vnd.openxmlformats-package.core-properties+xml")
    PART("/docProps/app.xml", "application/"
    "vnd.openxmlformats-officedocument.extended-properties+xml")
    "</Types>\n";

const char docx_links_open[] = XML
    "<Relationships xmlns=\"" SCHEMAS "package/2006/relationships\">";

const char docx_links_close[] = "</Relationships>\n";

const char docx_package_links[] = XML
    "<Relationships xmlns=\"" SCHEMAS "package/2006/relationships\">"
    RELATION("rId1", LINK "/officeDocument", "word/document.xml")
    RELATION("rId2", SCHEMAS "package/2006/relationships/metadata/"
    "core-properties", "docProps/core.xml")
    RELATION("rId3", LINK "/extended-properties", "docProps/app.xml")
    "</Relationships>\n";

const char docx_document_links[] =
    RELATION("rId1", LINK "/styles", "styles.xml")
    RELATION("rId2", LINK "/numbering", "numbering.xml")
    RELATION("rId3", LINK "/settings", "settings.xml")
    RELATION("rId4", LINK "/fontTable", "fontTable.xml")
    RELATION("rId5", LINK "/header", "header1.xml")
    RELATION("rId6", LINK "/header", "header2.xml")
    RELATION("rId7", LINK "/footer", "footer1.xml")
    RELATION("rId8", LINK "/footer", "footer2.xml");

const char docx_app[] = XML
    "<Properties xmlns=\"" SCHEMAS "officeDocument/2006/"
    "extended-properties\"><Application>appeald</Application>"
    "</Properties>\n";

const char docx_settings[] = XML
    "<w:settings" MAIN "><w:zoom w:percent=\"100\"/>"
    "<w:defaultTabStop w:val=\"720\"/>"
    "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
    "<w:compat><w:compatSetting w:name=\"compatibilityMode\""
    " w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
    "</w:compat><w:themeFontLang w:val=\"en-US\"/>"
    "<w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/>"
    "</w:settings>\n";

/* Where Calibri is missing, Carlito has the same widths. */
const char docx_fonts[] = XML
    "<w:fonts" MAIN "><w:font w:name=\"Calibri\">"
    "<w:altName w:val=\"Carlito\"/>"
    "<w:panose1 w:val=\"020F0502020204030204\"/>"
    "<w:charset w:val=\"00\"/><w:family w:val=\"swiss\"/>"
    "<w:pitch w:val=\"variable\"/></w:font>"
    "<w:font w:name=\"Courier New\"><w:altName w:val=\"Liberation Mono\"/>"
    "<w:charset w:val=\"00\"/><w:family w:val=\"modern\"/>"
    "<w:pitch w:val=\"fixed\"/></w:font></w:fonts>\n";

const char docx_document_open[] = XML "<w:document" NAMESPACES "><w:body>";
const char docx_header_open[] = XML "<w:hdr" NAMESPACES ">";
const char docx_footer_open[] = XML "<w:ftr" MAIN ">";

/* US Letter, margins of an inch; the first page has its own header. */
const char docx_document_close[] =
    "<w:sectPr>"
    "<w:headerReference w:type=\"default\" r:id=\"rId6\"/>"
    "<w:headerReference w:type=\"first\" r:id=\"rId5\"/>"
    "<w:footerReference w:type=\"default\" r:id=\"rId8\"/>"
    "<w:footerReference w:type=\"first\" r:id=\"rId7\"/>"
    "<w:pgSz w:w=\"12240\" w:h=\"15840\"/>"
    "<w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\""
    " w:left=\"1440\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/>"
    "<w:cols w:space=\"720\"/><w:titlePg/></w:sectPr>"
    "</w:body></w:document>\n";

const char docx_watermark_open[] =
    "<w:r><w:rPr><w:noProof/></w:rPr><w:pict>"
    "<v:shapetype id=\"_x0000_t136\" coordsize=\"21600,21600\" o:spt=\"136\""
    " adj=\"10800\" path=\"m@7,l@8,m@5,21600l@6,21600e\"><v:formulas>"
    "<v:f eqn=\"sum #0 0 10800\"/><v:f eqn=\"prod #0 2 1\"/>"
    "<v:f eqn=\"sum 21600 0 @1\"/><v:f eqn=\"sum 0 0 @2\"/>"
    "<v:f eqn=\"sum 21600 0 @3\"/><v:f eqn=\"if @0 @3 0\"/>"
    "<v:f eqn=\"if @0 21600 @1\"/><v:f eqn=\"if @0 0 @2\"/>"
    "<v:f eqn=\"if @0 @4 21600\"/><v:f eqn=\"mid @5 @6\"/>"
    "<v:f eqn=\"mid @8 @5\"/><v:f eqn=\"mid @7 @8\"/>"
    "<v:f eqn=\"mid @6 @7\"/><v:f eqn=\"sum @6 0 @5\"/></v:formulas>"
    "<v:path textpathok=\"t\" o:connecttype=\"custom\""
    " o:connectlocs=\"@9,0;@10,10800;@11,21600;@12,10800\""
    " o:connectangles=\"270,180,90,0\"/>"
    "<v:textpath on=\"t\" fitshape=\"t\"/>"
    "<v:handles><v:h position=\"#0,bottomRight\" xrange=\"6629,14971\"/>"
    "</v:handles><o:lock v:ext=\"edit\" text=\"t\" shapetype=\"t\"/>"
    "</v:shapetype>"
    "<v:shape id=\"PowerPlusWaterMarkObject";

const char docx_watermark_close[] =
    "\" type=\"#_x0000_t136\" alt=\"DRAFT\" style=\"position:absolute;"
    "margin-left:0;margin-top:0;width:420pt;height:168pt;rotation:315;"
    "z-index:-251658240;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin\""
    " o:allowincell=\"f\" fillcolor=\"silver\" stroked=\"f\">"
    "<v:fill opacity=\".5\"/>"
    "<v:textpath style=\"font-family:&quot;Calibri&quot;;font-size:1pt\""
    " string=\"DRAFT\"/></v:shape></w:pict></w:r>";

/* Levels are indented by DOCX_INDENT each, numbers and bullets hang in it. */
#define LEVEL(level, format, text, left) \
	"<w:lvl w:ilvl=\"" level "\"><w:start w:val=\"1\"/>" \
	"<w:numFmt w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/>" \
	"<w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"" left "\"" \
	" w:hanging=\"400\"/></w:pPr></w:lvl>"

const char docx_numbering_open[] = XML
    "<w:numbering" MAIN ">"
    "<w:abstractNum w:abstractNumId=\"0\">"
    "<w:multiLevelType w:val=\"multilevel\"/>"
    LEVEL("0", "bullet", "\u2022", "400")
    LEVEL("1", "bullet", "\u2013", "800")
    LEVEL("2", "bullet", "\u2022", "1200")
    LEVEL("3", "bullet", "\u2013", "1600")
    LEVEL("4", "bullet", "\u2022", "2000")
    LEVEL("5", "bullet", "\u2013", "2400")
    LEVEL("6", "bullet", "\u2022", "2800")
    LEVEL("7", "bullet", "\u2013", "3200")
    LEVEL("8", "bullet", "\u2022", "3600")
    "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">"
    "<w:multiLevelType w:val=\"multilevel\"/>"
    LEVEL("0", "decimal", "%1.", "400")
    LEVEL("1", "decimal", "%2.", "800")
    LEVEL("2", "decimal", "%3.", "1200")
    LEVEL("3", "decimal", "%4.", "1600")
    LEVEL("4", "decimal", "%5.", "2000")
    LEVEL("5", "decimal", "%6.", "2400")
    LEVEL("6", "decimal", "%7.", "2800")
    LEVEL("7", "decimal", "%8.", "3200")
    LEVEL("8", "decimal", "%9.", "3600")
    "</w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

const char docx_numbering_close[] = "</w:numbering>\n";

#define PARAGRAPH_STYLE(id, name, more) \
	"<w:style w:type=\"paragraph\" w:styleId=\"" id "\">" \
	"<w:name w:val=\"" name "\"/><w:basedOn w:val=\"Normal\"/>" more \
	"</w:style>"

#define HEADING(level, outline, size, before) \
	PARAGRAPH_STYLE("Heading" level, "heading " level, \
	    "<w:next w:val=\"Normal\"/><w:uiPriority w:val=\"9\"/>" \
	    "<w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>" \
	    "<w:spacing w:before=\"" before "\" w:after=\"80\"/>" \
	    "<w:outlineLvl w:val=\"" outline "\"/></w:pPr>" \
	    "<w:rPr><w:b/><w:bCs/><w:sz w:val=\"" size "\"/>" \
	    "<w:szCs w:val=\"" size "\"/></w:rPr>")

#define SIZE(half_points) \
	"<w:sz w:val=\"" half_points "\"/><w:szCs w:val=\"" half_points "\"/>"

#define LINE(side, color) \
	"<w:" side " w:val=\"single\" w:sz=\"4\" w:space=\"0\"" \
	" w:color=\"" color "\"/>"

#define MONOSPACED \
	"<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\"" \
	" w:cs=\"Courier New\"/>"

const char docx_styles[] = XML
    "<w:styles" MAIN "><w:docDefaults><w:rPrDefault><w:rPr>"
    "<w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\""
    " w:eastAsia=\"Calibri\" w:cs=\"Arial\"/>" SIZE("22")
    "<w:lang w:val=\"en-US\" w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"/>"
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
    "<w:spacing w:after=\"120\" w:line=\"250\" w:lineRule=\"auto\"/>"
    "</w:pPr></w:pPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
    "<w:name w:val=\"Normal\"/><w:qFormat/>"
    "<w:pPr><w:widowControl/></w:pPr></w:style>"
    HEADING("1", "0", "30", "240")
    HEADING("2", "1", "25", "240")
    HEADING("3", "2", "22", "180")
    HEADING("4", "3", "22", "180")
    HEADING("5", "4", "22", "180")
    HEADING("6", "5", "22", "180")
    PARAGRAPH_STYLE("ListParagraph", "List Paragraph",
    "<w:uiPriority w:val=\"34\"/><w:qFormat/>"
    "<w:pPr><w:contextualSpacing/></w:pPr>")
    PARAGRAPH_STYLE("Quote", "Quote",
    "<w:next w:val=\"Normal\"/><w:uiPriority w:val=\"29\"/><w:qFormat/>"
    "<w:pPr><w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"8\""
    " w:color=\"A6A6A6\"/></w:pBdr>"
    "<w:ind w:left=\"360\" w:right=\"360\"/></w:pPr>")
    PARAGRAPH_STYLE("CodeBlock", "Code Block",
    "<w:pPr><w:keepLines/><w:shd w:val=\"clear\" w:color=\"auto\""
    " w:fill=\"F2F2F2\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/>"
    "</w:pPr><w:rPr>" MONOSPACED "<w:noProof/>" SIZE("19") "</w:rPr>")
    PARAGRAPH_STYLE("Rule", "Rule",
    "<w:next w:val=\"Normal\"/><w:pPr><w:pBdr>" LINE("bottom", "A6A6A6")
    "</w:pBdr><w:spacing w:after=\"160\" w:line=\"120\""
    " w:lineRule=\"exact\"/></w:pPr>")
    PARAGRAPH_STYLE("TableText", "Table Text",
    "<w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>"
    "</w:pPr><w:rPr>" SIZE("20") "</w:rPr>")
    "<w:style w:type=\"paragraph\" w:styleId=\"TableHeading\">"
    "<w:name w:val=\"Table Heading\"/><w:basedOn w:val=\"TableText\"/>"
    "<w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
    PARAGRAPH_STYLE("TableEnd", "Table End",
    "<w:next w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"0\""
    " w:line=\"160\" w:lineRule=\"exact\"/></w:pPr>")
    PARAGRAPH_STYLE("Header", "header",
    "<w:uiPriority w:val=\"99\"/><w:pPr><w:spacing w:after=\"0\"/></w:pPr>")
    PARAGRAPH_STYLE("Letterhead", "Letterhead",
    "<w:pPr><w:spacing w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/>"
    "</w:pPr><w:rPr>" SIZE("19") "</w:rPr>")
    PARAGRAPH_STYLE("LetterheadEnd", "Letterhead End",
    "<w:pPr><w:pBdr>" LINE("bottom", "A6A6A6") "</w:pBdr>"
    "<w:spacing w:after=\"240\" w:line=\"80\" w:lineRule=\"exact\"/>"
    "</w:pPr>")
    PARAGRAPH_STYLE("Footer", "footer",
    "<w:uiPriority w:val=\"99\"/><w:pPr><w:tabs>"
    "<w:tab w:val=\"right\" w:pos=\"9360\"/></w:tabs>"
    "<w:spacing w:after=\"0\"/></w:pPr><w:rPr>"
    "<w:color w:val=\"595959\"/>" SIZE("18") "</w:rPr>")
    "<w:style w:type=\"character\" w:default=\"1\""
    " w:styleId=\"DefaultParagraphFont\">"
    "<w:name w:val=\"Default Paragraph Font\"/>"
    "<w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Hyperlink\">"
    "<w:name w:val=\"Hyperlink\"/><w:uiPriority w:val=\"99\"/><w:rPr>"
    "<w:color w:val=\"0B5394\"/><w:u w:val=\"single\"/></w:rPr></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Code\">"
    "<w:name w:val=\"Code\"/><w:rPr>" MONOSPACED "<w:noProof/>" SIZE("20")
    "</w:rPr></w:style>"
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
    "<w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/>"
    "<w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
    "<w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>"
    "<w:left w:w=\"108\" w:type=\"dxa\"/>"
    "<w:bottom w:w=\"0\" w:type=\"dxa\"/>"
    "<w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
    "</w:style>"
    "<w:style w:type=\"table\" w:styleId=\"LetterTable\">"
    "<w:name w:val=\"Letter Table\"/><w:basedOn w:val=\"TableNormal\"/>"
    "<w:tblPr><w:tblBorders>" LINE("top", "7F7F7F")
    LINE("bottom", "7F7F7F") LINE("insideH", "BFBFBF")
    "</w:tblBorders><w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/>"
    "<w:left w:w=\"80\" w:type=\"dxa\"/>"
    "<w:bottom w:w=\"40\" w:type=\"dxa\"/>"
    "<w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
    "<w:tblStylePr w:type=\"firstRow\"><w:tblPr/><w:tcPr>"
    "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDEDED\"/>"
    "</w:tcPr></w:tblStylePr></w:style></w:styles>\n";
