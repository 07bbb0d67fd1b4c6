# The chapters' programs for a browser: the same sources, compiled to WebAssembly,
# and all that a page needs to run them, in build/book/run. A page that is opened
# from the file system may load scripts only, so that each file is one: a call of
# received with the file's name and its bytes, compressed, in base64.

BROWSER = $(BUILD)/browser
# Not those that read a network from a file, for which JSON would have to be read.
# The page of one that trains has a program of its own, in browser/.
RUN_IN_PAGES = $(filter-out $(shell grep -l '/model\.h"' chapters/*/*.c | \
                 cut -d / -f 2),$(CHAPTERS)) $(TRAINS_IN_PAGE)
TRAINS_IN_PAGE = $(notdir $(wildcard common/book/browser/[0-9][0-9]_*))
main_of = $(firstword $(wildcard common/book/browser/$(1)/main.c chapters/$(1)/main.c))
WASM_FLAGS = --target=wasm32-wasi --sysroot=/usr -O2 -msimd128 -std=c11 -I. \
             -Ichapters -ffp-contract=off -Wno-unknown-pragmas -Wno-return-type \
             -D_WASI_EMULATED_SIGNAL -D_WASI_EMULATED_GETPID \
             -include common/book/browser/system.h
WASM_LINK = -Wl,--gc-sections -Wl,--strip-all -Wl,-z,stack-size=4194304 \
            -lwasi-emulated-signal -lwasi-emulated-getpid
wasm_double =
wasm_float = -DREAL_FLOAT -DNDEBUG
wasm_complex = -DREAL_COMPLEX

# All but what a page cannot do: read pictures, which needs libraries, and train with
# signals and threads.
IN_MODULES = common/book/browser/system.c \
  $(filter-out %/picture.c %/checkpoint.c %/train.c,$(COMMON) $(LESSONS))

define RULE_FOR_OBJECTS
$(BROWSER)/$(1)/%.o: %.c common/book/browser/system.h common/book/browser/browser.mk
	@mkdir -p $$(@D)
	@$$(SAY) "compile (browser, $(1)) $$<"
	@clang $(WASM_FLAGS) $(wasm_$(1)) -MMD -MP \
	  -Dmain=main_$$(notdir $$(patsubst %/,%,$$(dir $$<))) -c $$< -o $$@
endef
$(foreach type,double float complex,$(eval $(call RULE_FOR_OBJECTS,$(type))))
objects_for = $(patsubst %.c,$(BROWSER)/$(1)/%.o,$(IN_MODULES) $(2))

define RULE_FOR_MODULE
RUN_$(1) := $(filter $(call chapters_with,$(1)),$(RUN_IN_PAGES))
$(BROWSER)/$(1).wasm: \
    $$(call objects_for,$(1),$$(foreach name,$$(RUN_$(1)),$$(call main_of,$$(name)))) \
    common/book/browser/start.c
	@$$(SAY) "link $$@"
	@clang $(WASM_FLAGS) -DPROGRAMS='$${RUN_$(1):%=PROGRAM(%)}' \
	  $$^ $(WASM_LINK) -o $$@
endef
$(foreach type,double float,$(eval $(call RULE_FOR_MODULE,$(type))))

# What chapter 22's page calls: to read with float, to check with complex numbers.
reader_of = $(call objects_for,$(1),common/book/browser/reader.c)
$(BROWSER)/reader.wasm: $(call reader_of,float)
$(BROWSER)/checker.wasm: $(call reader_of,complex)
$(BROWSER)/reader.wasm $(BROWSER)/checker.wasm:
	@$(SAY) "link $@"
	@clang $(WASM_FLAGS) -mexec-model=reactor $^ $(WASM_LINK) -o $@

# The bytes of file $(2), uncompressed under the name $(1).
received = printf 'received("%s","' $(1); $(or $(3),gzip -9n) <$(2) | base64 | \
           tr -d '\n'; echo '")'
MODULES = double float reader checker
RUN_FILES = $(addprefix $(BROWSER)/run/,$(MODULES:=.js) worker.js sample.js model.js draw.js draw.css)

$(MODULES:%=$(BROWSER)/run/%.js): $(BROWSER)/run/%.js: $(BROWSER)/%.wasm
	@mkdir -p $(@D)
	@{ $(call received,$*,$<); } >$@

$(BROWSER)/run/worker.js: common/book/browser/worker.js $(NPM)/made
	@mkdir -p $(@D)
	@NODE_PATH=$(NPM)/node_modules $(NPM)/node_modules/.bin/esbuild $< --bundle \
	  --minify --format=iife --log-level=warning --outfile=$(BROWSER)/worker.js
	@{ $(call received,worker,$(BROWSER)/worker.js); } >$@

$(BROWSER)/run/model.js: $(BUILD)/22_your_own_digit data/model.safetensors
	@mkdir -p $(@D)
	@$< --packed $(BROWSER)/model >/dev/null
	@{ $(call received,model,$(BROWSER)/model); } >$@

$(BROWSER)/run/draw.js: $(wildcard common/book/browser/draw/*.js) $(NPM)/made
	@mkdir -p $(@D)
	@NODE_PATH=$(NPM)/node_modules $(NPM)/node_modules/.bin/esbuild \
	  common/book/browser/draw/main.js --bundle --minify --format=iife \
	  --log-level=warning --outfile=$@

$(BROWSER)/run/draw.css: common/book/browser/draw/draw.css
	@cp $< $@

$(BROWSER)/run/sample.js: $(wildcard data/sample/*.gz)
	@mkdir -p $(@D)
	@for file in $^; do \
	  $(call received,$$(basename $$file .gz),$$file,cat); done >$@

# Where nothing compiles for WebAssembly the book is one to read. A + shares the
# processors of this make with that one.
compile_for_pages = +if echo 'int main(void){return 0;}' | clang $(WASM_FLAGS) \
    -x c - $(WASM_LINK) -o /dev/null 2>/dev/null && command -v npm >/dev/null; \
  then $(MAKE) --no-print-directory $(RUN_FILES); \
  else echo "book: its pages cannot run their programs, since clang with wasi-libc," \
    "or npm, is missing here; on Debian: make deps book" >&2; rm -rf $(BROWSER); fi
