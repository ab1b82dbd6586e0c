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
else
OBJ  := $(BUILD)/obj
endif
BIN := $(if $(SAN),$(OBJ),$(BUILD))

ALL_CFLAGS  = -std=c11 -D_GNU_SOURCE -DAPPEALD_VERSION='"$(VERSION)"' -I. \
              $(WARN) $(HARD) -MMD -MP $(CFLAGS)

LIB_SRC  := $(wildcard lib/*.c lib/*/*.c)
FCGI_SRC := $(wildcard fcgi/*.c)
KB_SRC   := $(wildcard kb/*.c)
UNIT_SRC := $(wildcard tests/unit/*.c)

objects = $(patsubst %.c,$(OBJ)/%.o,$(1))
LIB_OBJ  := $(call objects,$(LIB_SRC))
FCGI_OBJ := $(call objects,$(FCGI_SRC))
KB_OBJ   := $(call objects,$(KB_SRC))
UNIT_OBJ := $(call objects,$(UNIT_SRC))
MAINS    := $(OBJ)/fcgi/main.o $(OBJ)/kb/appealctl.o

LIB_LIBS  := -llmdb -lmd4c -lcrypto -lpthread
FCGI_LIBS := -lfcgi
KB_LIBS   := -ljson-c

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all programs

all: programs ## build/appeald, build/appealctl
programs: $(BIN)/appeald $(BIN)/appealctl

$(OBJ)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BIN)/libappeal.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(BIN)/appeald: $(FCGI_OBJ) $(BIN)/libappeal.a
	$(CC) $(CFLAGS) $(LINK) -o $@ $^ $(FCGI_LIBS) $(LIB_LIBS)

$(BIN)/appealctl: $(KB_OBJ) $(BIN)/libappeal.a
	$(CC) $(CFLAGS) $(LINK) -o $@ $^ $(KB_LIBS) $(LIB_LIBS)

-include $(patsubst %.o,%.d,$(LIB_OBJ) $(FCGI_OBJ) $(KB_OBJ) $(UNIT_OBJ))
