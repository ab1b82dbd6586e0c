# Reads layers.txt, then every source; prints what does not hold.  Called by
# layers.sh in the root of the tree.

# fcgi/http.h and fcgi/http.c are the thing fcgi/http.
function thing(path) { sub(/\.[ch]$/, "", path); return path }
function folder(path) { sub(/\/[^\/]*$/, "", path); return path }
function complain(where, what) { print where ": " what; failed = 1 }

# The table names a thing, or one of its files where the two differ.
function kind_of(path) {
	if (path in kind)
		return kind[path]
	return kind[thing(path)]
}

# lib/base/json_reader is a part of lib/base/json, if there is one.
function family(path,    longer) {
	path = thing(path)
	longer = path
	while (sub(/_[^_\/]*$/, "", longer))
		if ((longer ".h") in exists || (longer ".c") in exists)
			path = longer
	return path
}

function has(list, word) { return index(" " list " ", " " word " ") > 0 }

function excepted(from, to) {
	if ((thing(from), thing(to)) in except) {
		used[thing(from), thing(to)] = 1
		return 1
	}
	return 0
}

function table_line() {
	if ($1 == "may") {
		from = $2
		$1 = $2 = ""
		may[from] = may[from] " " $0
	} else if ($1 == "kind") {
		from = $2
		$1 = $2 = ""
		reach[from] = $0
	} else if ($1 == "system") {
		$1 = ""
		system_headers = system_headers " " $0
	} else if ($1 == "only") {
		for (i = 3; i <= NF; i++)
			owner[$2, $i] = NR
		owned[$2] = 1
	} else if ($1 == "except") {
		except[$2, $3] = NR
	} else if ($1 in reach) {
		for (i = 2; i <= NF; i++) {
			if ($i in kind)
				complain(FILENAME ":" NR, $i " is listed twice")
			kind[$i] = $1
			line_of[$i] = NR
		}
	} else
		complain(FILENAME ":" NR, "cannot be read: " $0)
}

function look_at(path, to, where,    ours, library) {
	if (to ~ /^</) {
		library = substr(to, 2)
		ours = library
		sub(/\/.*/, "/", ours)
		if (ours in owned)
			library = ours
		if (library in owned) {
			if (!((library, path) in owner))
				complain(where, "not an owner of <" \
				    substr(to, 2) ">")
			owns[library, path] = 1
		} else if (!has(system_headers, substr(to, 2)))
			complain(where, "<" substr(to, 2) \
			    "> has no owner; add it to \"system\" or \"only\"")
		return
	}
	to = substr(to, 2)
	edges++
	from_of[edges] = path
	to_of[edges] = to
	where_of[edges] = where
}

FILENAME != last_file {
	last_file = FILENAME
	if (FILENAME !~ /layers\.txt$/)
		exists[FILENAME] = 1
}
FILENAME ~ /layers\.txt$/ {
	sub(/#.*/, "")
	if (NF > 0)
		table_line()
	next
}
/^[ \t]*#[ \t]*include[ \t]*["<]/ {
	split($0, quoted, /["<>]/)
	look_at(FILENAME, ($0 ~ /</ ? "<" : "\"") quoted[2], FILENAME ":" FNR)
}

function check_edge(i,    from, to, a, b) {
	from = from_of[i]
	to = to_of[i]
	if (!(to in exists)) {
		complain(where_of[i], "\"" to \
		    "\" is not a header of ours, named from the root")
		return
	}
	a = folder(from)
	b = folder(to)
	if (thing(from) == thing(to))
		return
	if (!has(may[a], b) && !excepted(from, to))
		complain(where_of[i], a " may not include " b " (" to ")")
	if (from ~ /\.h$/)
		header[from, to] = 1
	if (family(from) != family(to) && !excepted(from, to))
		arrow[family(from), family(to)] = 1
	if (from ~ /\.c$/ && index(from, thing(to) "_") == 1)
		return
	a = kind_of(from)
	b = kind_of(to)
	if (a != "" && b != "" && !has(reach[a], b) && !excepted(from, to))
		complain(where_of[i], "a " a " may not include a " b \
		    " (" to ")")
}

# Take away, again and again, what includes nothing that is left; what
# remains goes round in circles, or leads there.
function check_cycles(arrow, what,    pair, ends, out, changed, at, text, n) {
	do {
		changed = 0
		split("", out)
		for (pair in arrow) {
			split(pair, ends, SUBSEP)
			out[ends[1]] = ends[2]
		}
		for (pair in arrow) {
			split(pair, ends, SUBSEP)
			if (!(ends[2] in out)) {
				delete arrow[pair]
				changed = 1
			}
		}
	} while (changed)
	for (at in out)
		break
	for (n in out)
		at = out[at] # now surely on the circle
	text = at
	for (n in out) {
		at = out[at]
		text = text " -> " at
		if (index(text, at) == 1)
			break
	}
	if (text != "")
		complain("cycle of " what, text)
}

END {
	table = "tests/tools/layers.txt"
	for (path in exists)
		if (kind_of(path) == "")
			complain(path, "not in " table)
	for (path in kind)
		if (!(path in exists) && !((path ".h") in exists) &&
		    !((path ".c") in exists))
			complain(table ":" line_of[path], "stale: " path)
	for (i = 1; i <= edges; i++)
		check_edge(i)
	check_cycles(header, "headers")
	check_cycles(arrow, "things")
	for (pair in owner)
		if (!(pair in owns)) {
			split(pair, ends, SUBSEP)
			complain(table ":" owner[pair], "stale: " ends[2] \
			    " does not include <" ends[1] ">")
		}
	for (pair in except)
		if (!(pair in used)) {
			split(pair, ends, SUBSEP)
			complain(table ":" except[pair], \
			    "stale: no need to except " ends[1] " -> " ends[2])
		}
	if (failed)
		exit 1
	print "layers: " length(exists) " files, " edges " includes, " \
	    length(except) " exceptions"
}
