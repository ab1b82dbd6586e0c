# make help lists what there is to do.

BUILD    ?= build
CC       ?= cc
CFLAGS   ?= -O2 -g
PREFIX   ?= /usr/local
PORT     ?= 8080
VERSION  := 0.1.0

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
        -Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wformat=2
HARD := -fstack-protector-strong -fstack-clash-protection -fPIE
ifndef SAN
HARD += -D_FORTIFY_SOURCE=2
endif
LINK := -pie -Wl,-z,relro,-z,now,-z,noexecstack

# SAN=address,undefined builds everything again in a folder of its own.
ifdef SAN
OBJ  := $(BUILD)/san
HARD += -fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=undefined
LINK += -fsanitize=$(SAN)
export LSAN_OPTIONS := \
        suppressions=$(CURDIR)/tests/tools/lsan.txt:print_suppressions=0
else
OBJ  := $(BUILD)/obj
endif
BIN := $(if $(SAN),$(OBJ),$(BUILD))

ALL_CFLAGS  = -std=c11 -D_GNU_SOURCE -DAPPEALD_VERSION='"$(VERSION)"' -I. \
              $(WARN) $(HARD) $(PDF_CFLAGS) -MMD -MP $(CFLAGS)

LIB_SRC  := $(wildcard lib/*.c lib/*/*.c)
FCGI_SRC := $(wildcard fcgi/*.c)
KB_SRC   := $(wildcard kb/*.c)
UNIT_SRC := $(wildcard tests/unit/*.c)

objects = $(patsubst %.c,$(OBJ)/%.o,$(1))
LIB_OBJ  := $(call objects,$(LIB_SRC))
FCGI_OBJ := $(call objects,$(FCGI_SRC))
KB_OBJ   := $(call objects,$(KB_SRC))
UNIT_OBJ := $(call objects,$(UNIT_SRC))
# What only makes sense in its program: left out of the unit tests.
MAINS    := $(call objects,fcgi/main.c kb/main.c)

# Found once, and only where something is compiled or linked.
PDF_CFLAGS = $(eval PDF_CFLAGS := $(subst -I,-isystem ,$(shell \
              pkg-config --cflags pangocairo)))$(PDF_CFLAGS)
LIB_LIBS  = -llmdb -lmd4c -lcrypto -lsodium -lzip $(PDF_LIBS) -lpthread
PDF_LIBS  = $(eval PDF_LIBS := $(shell pkg-config --libs \
              pangocairo pangoft2 cairo-pdf fontconfig))$(PDF_LIBS)
FCGI_LIBS := -lfcgi
KB_LIBS   := -ljson-c

SCHEMAS   := $(wildcard kb/schema/*.json)
SOURCES   := $(shell find kb/sources -name '*.json' 2>/dev/null)
TEMPLATES := $(shell find templates -type f 2>/dev/null)
KB        := $(BUILD)/kb.mdb

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all help programs kb run deps deps-test test check unit wire golden \
        bless e2e property html san fuzz layers headers lint format bench \
        bench-render bench-search install clean

all: deps ## build appeald, appealctl and kb.mdb under build/
	@$(MAKE) --no-print-directory programs kb

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1	/p' Makefile | expand -t 12

deps: ## install what building needs (Debian packages)
	@tests/tools/deps.sh build

deps-test:
	@tests/tools/deps.sh test

programs: $(BIN)/appeald $(BIN)/appealctl

kb: $(KB) ## build the knowledge base from kb/sources

run: all ## appeald and nginx on PORT (8080), in the foreground
	@nginx/run.sh $(BUILD)/run $(PORT) $(BUILD)/appeald $(KB)

$(OBJ)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(OBJ)/libappeal.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(BIN)/appeald: $(FCGI_OBJ) $(OBJ)/libappeal.a
	$(CC) $(CFLAGS) $(LINK) -o $@ $^ $(FCGI_LIBS) $(LIB_LIBS)

$(BIN)/appealctl: $(KB_OBJ) $(OBJ)/libappeal.a
	$(CC) $(CFLAGS) $(LINK) -o $@ $^ $(KB_LIBS) $(LIB_LIBS)

$(KB): $(BUILD)/appealctl $(SOURCES) $(TEMPLATES) $(SCHEMAS)
	$(BUILD)/appealctl kb build -o $@ -t templates -s kb/schema kb/sources

# Tests

test: deps-test ## everything CI runs
	@tests/tools/test.sh $(MAKE)

check: deps-test ## the quick part of it
	@tests/tools/test.sh --quick $(MAKE)

# The suites are what the files define: no list is kept twice.
$(OBJ)/tests/unit/suites.h: $(UNIT_SRC) tests/unit
	@mkdir -p $(@D)
	sed -n 's/^\(suite_[a-z0-9_]*\)(void)$$/SUITE(\1)/p' \
	    $(sort $(UNIT_SRC)) >$@

$(OBJ)/tests/unit/main.o: $(OBJ)/tests/unit/suites.h
$(OBJ)/tests/unit/main.o: ALL_CFLAGS += -I$(OBJ)/tests/unit

$(BIN)/unit: $(UNIT_OBJ) $(filter-out $(MAINS),$(FCGI_OBJ) $(KB_OBJ)) \
             $(OBJ)/libappeal.a
	$(CC) $(CFLAGS) $(LINK) -o $@ $^ -lcheck -lsubunit -lm -lrt \
	    $(FCGI_LIBS) $(KB_LIBS) $(LIB_LIBS)

unit: $(BIN)/unit $(KB) ## unit tests
	UNIT_KB=$(KB) tests/tools/unit.sh $(BIN)/unit

WIRE_RESPONDER_OBJ := $(call objects,tests/wire/responder.c)
WIRE_TEST_OBJ := $(call objects,tests/wire/fcgi_client.c \
                   $(filter-out tests/wire/responder.c \
                     tests/wire/fcgi_client.c,$(wildcard tests/wire/*.c)))

$(BIN)/wire-responder: $(WIRE_RESPONDER_OBJ) \
                       $(filter-out $(MAINS),$(FCGI_OBJ)) $(OBJ)/libappeal.a
	$(CC) $(CFLAGS) $(LINK) -o $@ $^ $(FCGI_LIBS) $(LIB_LIBS)

$(BIN)/wire: $(WIRE_TEST_OBJ) $(OBJ)/fcgi/record.o $(OBJ)/libappeal.a
	$(CC) $(CFLAGS) $(LINK) -o $@ $^ -lcheck -lsubunit -lm -lrt $(LIB_LIBS)

wire: $(BIN)/wire $(BIN)/wire-responder ## FastCGI records without a web server
	WIRE_RESPONDER=$(BIN)/wire-responder $(BIN)/wire

golden: deps-test programs kb ## what people read, against tests/golden
	tests/golden.sh compare $(BIN)/appealctl $(KB)

bless: deps-test programs kb ## rewrite tests/golden; review the difference
	tests/golden.sh bless $(BIN)/appealctl $(KB)

e2e: programs kb ## through the real nginx, with curl
	tests/tools/with-port.sh $(BUILD)/e2e $(BIN)/appeald $(KB) \
	    tests/e2e/run.sh $(BIN)/appealctl $(KB)

# What npm installed for tests; see tests/tools/deps.sh.
WITH_MODULES = NODE_PATH=$(abspath $(BUILD))/npm/node_modules

PROPERTY_OBJ := $(call objects,tests/property/mustache.c)
N            ?= 50000
SEED         ?= 1

$(BIN)/property: $(PROPERTY_OBJ) $(OBJ)/libappeal.a
	$(CC) $(CFLAGS) $(LINK) -o $@ $^ $(LIB_LIBS)

property: deps-test $(BIN)/property ## N (50000) random templates, as mustache.js
	$(WITH_MODULES) node tests/property/cases.js $(N) $(SEED) | $(BIN)/property

html: deps-test programs kb ## pages are valid HTML
	$(WITH_MODULES) tests/tools/with-port.sh $(BUILD)/html $(BIN)/appeald $(KB) \
	    tests/html/run.sh

FUZZ_SRC  := $(wildcard tests/fuzz/fuzz_*.c)
FUZZ_BIN  := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(FUZZ_SRC))
FUZZ_TIME ?= 10
FUZZ_OBJ  := $(patsubst %.c,$(BUILD)/fuzz/obj/%.o,$(LIB_SRC) \
               fcgi/screen.c fcgi/record.c)
FUZZ_CC   := clang-14 -std=c11 -D_GNU_SOURCE \
             -DAPPEALD_VERSION='"$(VERSION)"' -I. -g -O1 \
             -fsanitize=address,undefined -fno-sanitize-recover=undefined

$(BUILD)/fuzz/obj/%.o: %.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(PDF_CFLAGS) -fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<

$(BUILD)/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(FUZZ_OBJ)
	$(FUZZ_CC) -fsanitize=fuzzer -o $@ $^ $(LIB_LIBS) $(KB_LIBS)

fuzz: $(FUZZ_BIN) ## each fuzzer for FUZZ_TIME (10) seconds
	tests/tools/fuzz.sh $(FUZZ_TIME) $(FUZZ_BIN)

layers: $(BIN)/appeald ## who may include whom
	@tests/tools/layers.sh $(BIN)/appeald $(FCGI_OBJ) $(LIB_OBJ)
	@tests/tools/layers.sh --self-test

headers: ## every header compiles by itself
	@for h in $(wildcard lib/*.h lib/*/*.h fcgi/*.h kb/*.h); do \
	    $(CC) $(ALL_CFLAGS) -MF /dev/null -Wno-unused -x c \
	        -fsyntax-only $$h || exit 1; done
	@echo "every header compiles by itself"

lint: ## cppcheck and shellcheck
	cppcheck -q --std=c11 --enable=warning,performance,portability \
	    --suppressions-list=tests/tools/cppcheck.txt --inline-suppr \
	    --error-exitcode=1 -D_GNU_SOURCE -I. fcgi kb lib
	shellcheck tests/*.sh tests/*/*.sh nginx/*.sh .ci/run

format: ## clang-format over all C
	clang-format -i $(LIB_SRC) $(FCGI_SRC) $(KB_SRC) $(UNIT_SRC) \
	    $(wildcard lib/*.h lib/*/*.h fcgi/*.h kb/*.h tests/*/*.h)

$(BUILD)/fixed_loop: tests/bench/fixed_loop.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LINK) -o $@ $< -lpthread

RENDER_OBJ := $(call objects,tests/bench/render.c)

$(BIN)/bench-render-program: $(RENDER_OBJ) $(OBJ)/libappeal.a
	$(CC) $(CFLAGS) $(LINK) -o $@ $^ $(LIB_LIBS)

SEARCH_OBJ := $(call objects,tests/bench/search.c)

$(BIN)/bench-search-program: $(SEARCH_OBJ) $(filter-out $(MAINS),$(KB_OBJ)) \
                             $(OBJ)/libappeal.a
	$(CC) $(CFLAGS) $(LINK) -o $@ $^ $(KB_LIBS) $(LIB_LIBS)

bench: deps-test all $(BUILD)/fixed_loop ## ratios to the limits and peers
	@tests/bench/bench.sh $(BUILD) $(KB)
	@$(MAKE) --no-print-directory bench-render
	@$(MAKE) --no-print-directory bench-search

bench-render: deps-test $(BIN)/bench-render-program ## its part about letters
	@$(WITH_MODULES) node tests/bench/render.js $(BIN)/bench-render-program

NAMES ?= 1000000

bench-search: $(BIN)/bench-search-program kb ## searches, with NAMES (1000000) more
	@$(BIN)/bench-search-program $(KB) $(BUILD)/bench-search.mdb $(NAMES)
	@rm -f $(BUILD)/bench-search.mdb

install: all ## programs, knowledge base, nginx files under DESTDIR/PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/appeald
	install $(BUILD)/appeald $(BUILD)/appealctl $(DESTDIR)$(PREFIX)/bin
	install -m 644 $(KB) nginx/appeald.conf nginx/fastcgi_appeald.conf \
	    $(DESTDIR)$(PREFIX)/share/appeald
	cp -R kb/sources kb/schema kb/examples templates \
	    $(DESTDIR)$(PREFIX)/share/appeald
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 \
	    $(DESTDIR)$(PREFIX)/share/man/man8
	install -m 644 docs/man/appealctl.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 docs/man/appeald.8 $(DESTDIR)$(PREFIX)/share/man/man8

clean: ## remove build/
	rm -rf $(BUILD)

-include $(patsubst %.o,%.d,$(LIB_OBJ) $(FCGI_OBJ) $(KB_OBJ) $(UNIT_OBJ) \
           $(WIRE_RESPONDER_OBJ) $(WIRE_TEST_OBJ) $(PROPERTY_OBJ) \
           $(RENDER_OBJ) $(SEARCH_OBJ) $(FUZZ_OBJ))
