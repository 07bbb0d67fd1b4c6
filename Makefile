# The whole project: `make help` lists what can be made.
#
# Every source is compiled for several number types, each in a folder of its own
# under build/ (see common/numbers/real.h and, for the compiler's options, flags.sh):
#   double    most chapter programs and most tests; without the instructions of
#             any one processor, so that everybody's run prints the same numbers
#   float     the digit classifier, for the processor at hand
#   portable  the same for any processor, whose results can be compared
#   complex   the exact gradient checks
# A program is its main.c and what it calls of the lessons and of common/.

BUILD = build
CC = cc
CFLAGS = -O3 -g -fno-math-errno
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow $(OF_TYPES)
OF_TYPES = -Wconversion -Wsign-conversion -Wcast-qual -Wdouble-promotion
EXTRA =
export BUILD CC CFLAGS WARNINGS EXTRA
# Numbers are read and written with a decimal point, whatever the user's locale.
export LC_ALL = C
# How long a thread of gcc's OpenMP spins while it waits for the others; programs that
# train see to it themselves (common/program/threads.c).
export GOMP_SPINCOUNT ?= 3000
.DELETE_ON_ERROR:
.SECONDARY:

# A misspelled variable would change nothing and say nothing.
VARIABLES = BUILD CC WARNINGS CFLAGS NATIVE OPENMP EXTRA \
            EPOCHS SEED SEEDS THREADS DATA RECIPE RESUME ARGS QUICK WORKBOOK TIME_LIMIT \
            SHARE ONLY SECONDS NAME FROM TO RUN RUNS
UNKNOWN := $(filter-out $(VARIABLES) MAKE% -%,$(foreach v,$(.VARIABLES),$(if \
             $(filter command% line,$(origin $(v))),$(v))))
$(if $(UNKNOWN),$(error there is no variable $(UNKNOWN); `make help` names them))
$(if $(filter 1,$(words $(BUILD))),,$(error BUILD='$(BUILD)': make cannot build \
  in a path with a blank, or in none))

# The chapters, and those in whose line of the table a word stands.
chapters_with = $(shell awk '/^[0-9]/ && / $(1)/ { print $$1 }' chapters/table.txt)
CHAPTERS := $(call chapters_with,)
number = $(firstword $(subst _, ,$(1)))
chapter = $(or $(filter $(1)_%,$(CHAPTERS)),$(error there is no chapter $(1); they \
          are 01 to $(call number,$(lastword $(CHAPTERS))), of two digits))
LESSONS := $(sort $(filter-out %/main.c,$(wildcard chapters/*/*.c)))
COMMON := $(sort $(wildcard common/*/*.c))
TYPES = double float complex

all: $(CHAPTERS:%=$(BUILD)/%) ## build every chapter program

# Asked for together with anything else, these come first, even with -j.
FIRST = $(filter deps deps-bench clean,$(MAKECMDGOALS))
# All processors work, unless -j says otherwise.
ifeq (0,$(MAKELEVEL)$(findstring j,$(firstword $(MAKEFLAGS)))$(filter -j%,$(MAKEFLAGS)))
MAKEFLAGS += -j$(or $(shell getconf _NPROCESSORS_ONLN 2>/dev/null),2)
endif

include tests/workbook/workbook.mk

# ---------------------------------------------------------------- compiling

# make -s says nothing at all
SAY = $(if $(findstring s,$(filter-out -%,$(firstword $(MAKEFLAGS)))),:,echo)
compile = @mkdir -p $(@D); $(SAY) "compile ($(1)) $<"; \
          $(CC) @$(BUILD)/flags/$(1) $(MORE) -MMD -MP -c $< -o $@
link = @mkdir -p $(@D); $(SAY) "link $@"; \
       $(CC) @$(BUILD)/flags/$(1) $(filter %.o,$^) $(filter %.a,$^) $(2) \
         @$(BUILD)/flags/libraries -o $@
archive = @rm -f $@; ar rcs $@ $^
# the objects of sources $(2) for number type $(1)
objects = $(patsubst %.c,$(BUILD)/$(1)/%.o,$(2))

$(BUILD)/flags/%: common/make/flags.sh Makefile | $(FIRST)
	@mkdir -p $(@D)
	@sh common/make/flags.sh $* >$@

define RULES_FOR_TYPE
$(BUILD)/$(1)/%.o: %.c $(BUILD)/flags/$(1) | $(BUILD)/flags/libraries
	$$(call compile,$(1))
$(BUILD)/$(1)/lessons.a: $(call objects,$(1),$(LESSONS))
	$$(archive)
$(BUILD)/$(1)/common.a: $(call objects,$(1),$(COMMON))
	$$(archive)
endef
$(foreach type,$(TYPES) portable,$(eval $(call RULES_FOR_TYPE,$(type))))

# the programs $(2) of number type $(1), in folder $(3)
define RULE_FOR_PROGRAMS
$(2:%=$(3)/%): $(3)/%: $(BUILD)/$(1)/chapters/%/main.o \
  $(BUILD)/$(1)/lessons.a $(BUILD)/$(1)/common.a
	$$(call link,$(1))
endef
$(foreach type,double float,$(eval \
  $(call RULE_FOR_PROGRAMS,$(type),$(call chapters_with,$(type)),$(BUILD))))
PORTABLE = $(BUILD)/portable/16_digit_classifier
$(eval $(call RULE_FOR_PROGRAMS,portable,$(notdir $(PORTABLE)),$(BUILD)/portable))

-include $(shell find $(addprefix $(BUILD)/,$(TYPES) portable) -name '*.d' 2>/dev/null)

# ------------------------------------------------------------------ running

## run-04: build and run chapter 4, and so on
$(foreach c,$(CHAPTERS),$(eval run-$(call number,$(c)): $(BUILD)/$(c)))
run-%:
	@$(BUILD)/$(call chapter,$*) $(ARGS)

# What a variable holds as one word of the shell's, blanks and all, but ~/ is home.
quoted = $(subst '~/,~/','$(subst ','\'',$(1))')

# A picture that cannot be drawn is no failure of what was trained or measured.
draw = @! sh plots/draw.sh $(1) $(2) $(3) || echo "$(1): $(3).svg and .png"

include common/make/train.mk

data: | $(FIRST) ## fetch and verify MNIST into data/mnist
	@sh data/fetch.sh $(filter deps,$(MAKECMDGOALS))

deps: ## install the packages that are missing
	@sh common/make/deps.sh build $(if $(filter book%,$(MAKECMDGOALS)),book) \
	  $(if $(filter book.pdf,$(MAKECMDGOALS)),pdf)

plots: plots-of-experiments | $(FIRST) ## draw the committed curves, errors and times again
	@for name in curves check_all bench; do \
	  sh plots/draw.sh $$name plots/$$name.csv plots/$$name || exit 1; done
	@sh plots/draw.sh comparing plots/comparing.csv plots/comparing.svg
	@for name in time time_limits time_sections time_waiting; do \
	  sh plots/draw.sh $$name plots/19_what_trains.dat plots/$$name.svg || exit 1; done

# For editors and their language servers.
compile_commands.json: $(BUILD)/flags/double ## tell an editor how each source is compiled
	@{ echo '['; for source in chapters/*/*.c common/*/*.c tests/*.c; do \
	  printf '%s{"directory": "%s", "file": "%s", "command": "%s"}\n' "$$comma" \
	    "$(CURDIR)" $$source "$(CC) $$(cat $<) -Itests -I$(BUILD) -c $$source"; \
	  comma=,; done; echo ']'; } >$@

clean: ## remove everything that was built, and what training left there
	rm -rf $(BUILD)

LISTED = Makefile common/make/train.mk \
         $(filter-out common/make/train.mk,$(filter %.mk,$(MAKEFILE_LIST)))
help: ## show this list
	@sed -n 's/^## \([^:]*\): /  make \1|/p; s/^\([a-z_.-]*\):.*## /  make \1|/p' \
	  $(LISTED) | awk -F'|' '{ printf "%-28s %s\n", $$1, $$2 }'
	@sed -n 's/^#: \{0,1\}//p' $(LISTED)

.PHONY: all data deps plots clean help

include common/book/pages.mk
include plots/experiments/experiments.mk
include plots/report/report.mk
include tests/tests.mk
include tests/spoil.mk
include tests/fuzz/fuzz.mk
include tests/bench/bench.mk
include tests/torture/torture.mk
