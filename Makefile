# The whole project: `make help` lists what can be made.
#
# Every source is compiled for three number types, each in a folder of its own
# under build/ (see common/real.h):
#   double    the chapter programs and most tests; every product is rounded
#             before it is added, so that everybody's run prints the same numbers
#   float     the digit classifier, as fast as the processor at hand can
#   portable  the same for any processor, whose results can be compared
#   complex   the exact gradient checks
# Chapter n is linked with the lessons of chapters 1 to n and with common/, so
# calling a later chapter is a link error.

# Numbers are read and written with a decimal point, whatever the user's locale.
export LC_ALL = C

# All processors work, unless -j says otherwise.
ifeq (0,$(MAKELEVEL)$(findstring j,$(firstword $(MAKEFLAGS)))$(filter -j%,$(MAKEFLAGS)))
MAKEFLAGS += -j$(or $(shell getconf _NPROCESSORS_ONLN 2>/dev/null),2)
endif

BUILD = build
CC = cc
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow
CFLAGS = -O3 -g -fno-math-errno
EXTRA =

# What is asked of the machine is asked once, at first use, when deps is done.
once = $(eval $(1) := $$(shell $(2)))$($(1))

# The first of some words of flags that the compiler can link a program with.
first_of = for flags in $(1); do echo 'int main(void){return 0;}' | \
             $(CC) -Werror $$$$flags -x c - -o /dev/null 2>/dev/null && \
             echo $$$$flags && break; done
NATIVE = $(call once,NATIVE,$(call first_of,-march=native -mcpu=native))

# Goes before the first command that needs a compiler and the libraries.
MISSING = $(call once,MISSING,for tool in $(firstword $(CC)) pkg-config; do \
            command -v $$$$tool >/dev/null || echo $$$$tool; done; \
            for library in libpng jansson zlib; do pkg-config --exists \
            $$$$library 2>/dev/null || echo $$$$library; done)
expect_tools = $(if $(MISSING),$(error missing: $(MISSING); install what is \
                 missing with: make deps))
.DELETE_ON_ERROR:

CHAPTERS := $(sort $(notdir $(wildcard chapters/[0-9][0-9]_*)))
LESSONS := $(sort $(filter-out %/main.c,$(wildcard chapters/*/*.c)))
WORKBOOKS := $(filter $(CHAPTERS),$(notdir $(wildcard workbook/*)))

# With WORKBOOK=1, train and run-04 take the reader's lessons in place of the
# book's where they pass grading, and build in a folder of their own. Programs
# made of other lessons than before are made anew.
ifneq (,$(and $(WORKBOOK:0=),$(filter train run-%,$(MAKECMDGOALS))))
$(if $(filter deps,$(MAKECMDGOALS)),,$(expect_tools))
PASSING := $(if $(WORKBOOKS),$(shell MAKEFLAGS= $(MAKE) -s passing WORKBOOK= \
             BUILD='$(BUILD)' CC='$(CC)'))
ifeq (,$(PASSING))
$(error no lesson in workbook/ passes yet; $(if $(WORKBOOKS),make grade says \
  what does not hold,begin with: make workbook-01))
endif
override BUILD := $(BUILD)/workbook
$(shell mkdir -p $(BUILD); echo '$(PASSING)' | cmp -s - $(BUILD)/passing || \
  { rm -f $(BUILD)/[01]*; echo '$(PASSING)' >$(BUILD)/passing; })
LESSONS := $(filter-out $(PASSING:workbook/%=chapters/%),$(LESSONS)) $(PASSING)
endif

COMMON := $(sort $(wildcard common/*.c))
TESTS := $(sort $(filter-out tests/check_all.c,$(wildcard tests/*.c)))
PROGRAMS := $(CHAPTERS:%=$(BUILD)/%)
CLASSIFIER := $(BUILD)/16_digit_classifier

all: $(PROGRAMS) ## build every chapter program

help: ## show this list
	@sed -n 's/^\([a-z.-]*\):.*## /  make \1|/p' Makefile */*.mk */*/*.mk | \
	  awk -F'|' '{ printf "%-21s %s\n", $$1, $$2 }'
	@echo "  make run-04         build and run chapter 4; run-01 to run-18"
	@echo "  make mistake-09     show chapter 9's mistakes and how they fail"
	@echo "  make workbook-09    begin to write chapter 9's lesson yourself"
	@echo "  make grade-09       say what does not hold yet in it"
	@echo "  make workbook-reset-09  begin it anew, keeping what you have"
	@echo
	@echo "make train takes EPOCHS=, SEED=, THREADS= and DATA=, as in"
	@echo "make train EPOCHS=5 DATA=/usr/share/datasets/fashion-mnist"
	@echo "and WORKBOOK=1, as does make run-04, for your lessons that pass."
	@echo "Both take ARGS=, options of the program, as in:"
	@echo "make train ARGS='--hidden 30 --keep 1'"
	@echo "make mutants takes SHARE=10, for one in ten, and ONLY=common/idx.c."

# A misspelled variable would change nothing and say nothing.
VARIABLES = BUILD CC WARNINGS CFLAGS NATIVE OPENMP EXTRA \
            EPOCHS SEED THREADS DATA ARGS QUICK WORKBOOK TIME_LIMIT SHARE ONLY
UNKNOWN := $(filter-out $(VARIABLES),$(foreach v,$(.VARIABLES),$(if \
             $(filter command% line,$(origin $(v))),$(v))))
ifneq ($(filter-out MAKE% -%,$(UNKNOWN)),)
$(error there is no variable $(UNKNOWN); `make help` names them)
endif

ifneq (1,$(words $(BUILD)))
$(error BUILD='$(BUILD)': make cannot build in a path with a blank)
endif

# ------------------------------------------------------------- preparations

# Asked for together with anything else, these come first, even with -j.
FIRST = $(filter deps deps-bench clean,$(MAKECMDGOALS))

deps: ## install the packages that are missing
	@sh common/deps.sh build $(if $(filter book%,$(MAKECMDGOALS)),book) \
	  $(if $(filter book.pdf,$(MAKECMDGOALS)),pdf)

# With deps among the goals the data script may install npm, its last resort.
MAY_INSTALL = $(filter deps,$(MAKECMDGOALS))
data: | $(FIRST) ## fetch and verify MNIST into data/mnist
	@sh data/fetch.sh $(MAY_INSTALL)

# ---------------------------------------------------------------- compiling

# Apple's clang has no OpenMP of its own, but takes Homebrew's.
OPENMP = $(call once,OPENMP,omp=$$$$(brew --prefix libomp 2>/dev/null); \
           $(call first_of,-fopenmp "-Xpreprocessor -fopenmp \
           -I$$$$omp/include -L$$$$omp/lib -lomp \
           -Wno-unused-command-line-argument"))
# 32-bit x86 and s390x may compute a float with more digits than it has, and ISO
# C wants them kept, but vectors have no room for them.
EXCESS = $(call once,EXCESS,$(call first_of,-fexcess-precision=fast))
INCLUDES = $(call once,INCLUDES,pkg-config --cflags libpng jansson zlib)
LIBRARIES = $(call once,LIBRARIES,pkg-config --libs libpng jansson zlib)
CRITERION = $(or $(call once,CRITERION,pkg-config --libs criterion 2>/dev/null \
              ),$(error missing: criterion, the test framework; install it \
              with: make deps))
CRITERION_INCLUDES = $(if $(CRITERION),$(call once,CRITERION_INCLUDES,\
                       pkg-config --cflags criterion))

FLAGS = -std=c11 -I. -Ichapters $(INCLUDES) $(WARNINGS) $(CFLAGS) \
        $(or $(OPENMP),-Wno-unknown-pragmas) \
        $(EXCESS) $(FOR_TESTS) $(EXTRA)
TYPES = double float complex
FLAGS_double = -ffp-contract=off $(NATIVE)
FLAGS_float = -DREAL_FLOAT -DNDEBUG -ffp-contract=fast $(NATIVE)
FLAGS_portable = -DREAL_FLOAT -DNDEBUG -ffp-contract=off
# clang cannot vectorize complex numbers and would warn where the lessons ask.
FLAGS_complex = -DREAL_COMPLEX -ffp-contract=off

# make -s says nothing at all
SAY = $(if $(findstring s,$(filter-out -%,$(firstword $(MAKEFLAGS)))),:,echo)

# the objects of sources $(2) for number type $(1)
objects = $(patsubst %.c,$(BUILD)/$(1)/%.o,$(2))

define RULES_FOR_TYPE
$(BUILD)/$(1)/%.o: %.c Makefile | $$(FIRST)
	$$(expect_tools)
	@mkdir -p $$(@D)
	@$$(SAY) "compile ($(1)) $$<"
	@$$(CC) $$(FLAGS) $$(FLAGS_$(1)) -MMD -MP -c $$< -o $$@

$(BUILD)/$(1)/common.a: $(call objects,$(1),$(COMMON))
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach type,$(TYPES) portable,$(eval $(call RULES_FOR_TYPE,$(type))))

# The classifier, and the chapters about its speed.
type_of = $(if $(filter 16_% 17_% 18_%,$(1)),float,double)
# the lessons of chapter $(1) and of those before it: folders sort by number
folder_of = $(word 2,$(subst /, ,$(1)))
lessons_to = $(foreach lesson,$(LESSONS),$(if $(filter $(1),$(lastword \
               $(sort $(1) $(call folder_of,$(lesson))))),$(lesson)))

define RULE_FOR_CHAPTER
$(BUILD)/$(1): $(call objects,$(2),chapters/$(1)/main.c $(call lessons_to,$(1))) \
               $(BUILD)/$(2)/common.a
	@$$(SAY) "link $$@"
	@$$(CC) $$(FLAGS) $$^ $$(LIBRARIES) -lm -o $$@
endef
$(foreach chapter,$(CHAPTERS),$(eval $(call \
  RULE_FOR_CHAPTER,$(chapter),$(call type_of,$(chapter)))))

PORTABLE = $(BUILD)/portable/16_digit_classifier
$(PORTABLE): $(call objects,portable,chapters/16_digit_classifier/main.c \
               $(call lessons_to,16_digit_classifier)) $(BUILD)/portable/common.a
	@$(SAY) "link $@"
	@$(CC) $(FLAGS) $^ $(LIBRARIES) -lm -o $@

# ------------------------------------------------------------------ running

# How long a thread of gcc's OpenMP spins while it waits for the others. Its own
# choice is long, and on a busy machine made an epoch take 20 s instead of 5.
export GOMP_SPINCOUNT ?= 3000

# make run-04 builds and runs chapter 4; ARGS= gives it a command line.
number_of = $(firstword $(subst _, ,$(1)))
define RULE_TO_RUN
run-$(call number_of,$(1)): $(BUILD)/$(1)
	@$$< $$(ARGS)
.PHONY: run-$(call number_of,$(1))
endef
$(foreach chapter,$(filter-out 16_%,$(CHAPTERS)),$(eval $(call \
  RULE_TO_RUN,$(chapter))))

run-%:
	@echo "there is no chapter $*; they are 01 to $(lastword $(NUMBERS))" >&2; exit 1

# The classifier in its quick mode, on the sample.
run-16: $(CLASSIFIER)
	$(if $(ARGS),$(error run-16 takes no ARGS; run $(CLASSIFIER) itself))
	@mkdir -p $(BUILD)/quick
	@$(CLASSIFIER) train --data data/sample --epochs 5 \
	  --log $(BUILD)/quick/log.csv --model $(BUILD)/quick/model.safetensors
	@$(CLASSIFIER) test --data data/sample \
	  --model $(BUILD)/quick/model.safetensors

# MNIST is fetched unless other data are asked for. A picture that cannot be
# drawn is no failure of what was trained.
OPTIONS = $(if $(EPOCHS),--epochs $(EPOCHS)) $(if $(SEED),--seed $(SEED)) \
          $(if $(THREADS),--threads $(THREADS)) $(if $(DATA),--data $(DATA)) \
          $(ARGS)
train: $(CLASSIFIER) | $(FIRST) ## train on MNIST; model and curves go to build/train
	@$(if $(DATA),,sh data/fetch.sh $(MAY_INSTALL))
	@$(if $(OPENMP),,echo "train: no OpenMP here, so one core does it all" >&2)
	@mkdir -p $(BUILD)/train
	@$(CLASSIFIER) train $(OPTIONS) --log $(BUILD)/train/log.csv \
	  --model $(BUILD)/train/model.safetensors
	@if sh plots/draw.sh curves $(BUILD)/train/log.csv $(BUILD)/train/curves; \
	then echo "curves: $(BUILD)/train/curves.svg and .png"; fi

plots: | $(FIRST) ## draw the committed curves, errors and times again
	@sh plots/draw.sh curves plots/curves.csv plots/curves
	@sh plots/draw.sh check_all plots/check_all.csv plots/check_all
	@sh plots/draw.sh bench plots/bench.csv plots/bench

# -------------------------------------------------------------------- pages

include common/pages.mk

# ------------------------------------------------------------------ testing

# What depends on the number type, chapters and numbers, is tested in all three
# (but the commands train and test: no program has complex numbers); the rest of
# common/, which does not, in one.
HELPERS = tests/near.c tests/expect.c
TESTS_double = $(TESTS)
TESTS_float = $(filter tests/0% tests/1% tests/matrix.c tests/random.c \
                tests/properties.c tests/reference.c $(HELPERS),$(TESTS))
TESTS_complex = $(filter-out tests/16_t%,$(TESTS_float))

define RULE_FOR_TESTS
$(BUILD)/$(1)/tests/%.o: FOR_TESTS = -Itests -DBUILD='"$(BUILD)"' $$(CRITERION_INCLUDES)
$(BUILD)/$(1)/check: $(call objects,$(1),$(TESTS_$(1)) $(LESSONS)) \
                     $(BUILD)/$(1)/common.a
	@$$(SAY) "link $$@"
	@$$(CC) $$(FLAGS) $$^ $$(CRITERION) $$(LIBRARIES) -lm -o $$@
endef
$(foreach type,$(TYPES),$(eval $(call RULE_FOR_TESTS,$(type))))

tests: $(TYPES:%=$(BUILD)/%/check) $(PROGRAMS) $(PORTABLE) $(BUILD)/light/made

# Criterion starts sooner without libgit2 (see tests/light/libgit2.c).
$(BUILD)/light/made: tests/light/libgit2.c $(BUILD)/double/check
	@mkdir -p $(@D)
	@name=$$(ldd $(BUILD)/double/check 2>/dev/null | \
	  sed -n 's/^[[:space:]]*\(libgit2[^ ]*\) =>.*/\1/p'); [ ! "$$name" ] || \
	  $(CC) -shared -fPIC -Wl,-soname,$$name $< -o $(@D)/$$name
	@touch $@
check breaks mistakes: export LD_LIBRARY_PATH := $(abspath $(BUILD)/light):$(LD_LIBRARY_PATH)
# Threads that wait let others work.
check breaks mistakes: export OMP_WAIT_POLICY = passive

run_tests = @for type in $(TYPES); do echo "tests$(1) with real = $$type:"; \
              $(BUILD)/$$type/check --filter '$(2)/*' || exit 1; done

check: tests $(BUILD)/common.passed ## build and pass every test
	$(call run_tests,,!($(SUITES)))

# A lesson cannot change what common/ does. Its tests, the suites in the files of
# its names, run again when one of the two changed.
OF_COMMON = $(filter $(COMMON:common/%=tests/%),$(TESTS))
SUITES = $(call once,SUITES,grep -ho '^Test.[a-z0-9_]*' $(OF_COMMON) | \
           cut -c 6- | sort -u | paste -s -d '|' -)
$(BUILD)/common.passed: \
  $(foreach type,$(TYPES),$(call objects,$(type),$(filter $(OF_COMMON),$(TESTS_$(type)))) \
    $(BUILD)/$(type)/common.a) $(wildcard data/sample/*) | tests
	$(call run_tests, of common/,@($(SUITES)))
	@touch $@

transcripts: $(PROGRAMS) $(PORTABLE) ## keep what the programs say now as what they should say
	@BUILD='$(BUILD)' sh tests/transcripts.sh renew tests/transcripts/*.txt
	@git diff --stat -- tests/transcripts

check-scripts: ## run the scripts under every shell and every awk
	@sh tests/portable/portable.sh
	@sh tests/portable/remedies.sh
.PHONY: check-scripts

# The tests of the tests: make mistakes and make mutants.
include tests/spoiled.mk

# Every slope of the real network by two methods, which need two number types
# and so two programs. Results to keep go to tests/check_all.txt and
# plots/check_all.csv.
CHECK_ALL = $(BUILD)/check-all
define RULE_FOR_CHECK_ALL
$(CHECK_ALL)/$(1): $(call objects,$(1),tests/check_all.c $(LESSONS)) \
                   $(BUILD)/$(1)/common.a
	@mkdir -p $$(@D)
	@$$(SAY) "link $$@"
	@$$(CC) $$(FLAGS) $$^ $$(LIBRARIES) -lm -o $$@
endef
$(foreach type,complex double,$(eval $(call RULE_FOR_CHECK_ALL,$(type))))

check-all: $(CHECK_ALL)/complex $(CHECK_ALL)/double ## compare all 355,110 slopes with measured ones
	@status=0; for type in complex double; do \
	  $(CHECK_ALL)/$$type --histogram $(CHECK_ALL)/$$type.csv || status=1; \
	done >$(CHECK_ALL)/table.txt; cat $(CHECK_ALL)/table.txt; exit $$status
	@paste -d , $(CHECK_ALL)/complex.csv $(CHECK_ALL)/double.csv | \
	  cut -d , -f 1,2,4 >$(CHECK_ALL)/errors.csv
	@if sh plots/draw.sh check_all $(CHECK_ALL)/errors.csv $(CHECK_ALL)/errors; \
	then echo "errors: $(CHECK_ALL)/errors.svg and .png"; fi

include tests/bench/bench.mk

# ----------------------------------------------------------------- workbook

workbook-reset-%:
	@sh $(WORKBOOK_SH) reset $*

workbook-%:
	@sh $(WORKBOOK_SH) start $*

# To grade a lesson, the tests of its chapter are compiled anew, with the
# sanitizers where the compiler has them, and CHAPTER.args lists all that is
# linked with it. Grading says what does not hold, not what is compiled.
WORKBOOK_SH = tests/workbook/workbook.sh
GRADE = BUILD='$(BUILD)' CC='$(CC)' sh $(WORKBOOK_SH)
SANITIZERS = -fsanitize=address,undefined -fno-sanitize=object-size \
             -fno-sanitize-recover=undefined -fno-omit-frame-pointer
SANITIZE = $(call once,SANITIZE,echo 'int main(void){return 0;}' | \
             $(CC) $(SANITIZERS) -x c - -o /dev/null 2>/dev/null && \
             echo '$(SANITIZERS)')
lesson_of = $(firstword $(filter chapters/$(1)/%,$(LESSONS)))
args_of = $(foreach type,$(TYPES),$(BUILD)/$(type)/graded/$(1).args)
# what is linked with the reader's lesson of chapter $(2) for number type $(1)
graded_with = $(BUILD)/$(1)/graded/$(2).o \
  $(BUILD)/$(1)/graded/workbook/graded.o \
  $(call objects,$(1),$(HELPERS) $(filter-out $(call lesson_of,$(2)),$(LESSONS))) \
  $(BUILD)/$(1)/common.a

define RULES_TO_GRADE
$(BUILD)/$(1)/graded/%.o: tests/%.c | $$(FIRST)
	$$(expect_tools)
	@mkdir -p $$(@D)
	$$(CC) $$(FLAGS) $$(FLAGS_$(1)) -UNDEBUG -Itests -O1 $$(SANITIZE) \
	  -include tests/workbook/graded.h -MMD -MP -c $$< -o $$@
endef
$(foreach type,$(TYPES),$(eval $(call RULES_TO_GRADE,$(type))))

define RULE_FOR_ARGS
$(BUILD)/$(1)/graded/$(2).args: $(call graded_with,$(1),$(2))
	@echo '$$(FLAGS) $$(FLAGS_$(1)) -UNDEBUG $$(SANITIZE)' \
	  '$$^ $$(CRITERION) $$(LIBRARIES) -lm' >$$@
endef
define RULES_FOR_GRADE
$(foreach type,$(TYPES),$(eval $(call RULE_FOR_ARGS,$(type),$(1))))
grade-$(call number_of,$(1)): $(call args_of,$(1))
	@$$(GRADE) grade $(call number_of,$(1))
.PHONY: grade-$(call number_of,$(1))
endef
$(foreach chapter,$(CHAPTERS),$(eval $(call RULES_FOR_GRADE,$(chapter))))

grade-%:
	@sh $(WORKBOOK_SH) grade $*

TO_GRADE = $(foreach chapter,$(WORKBOOKS),$(call args_of,$(chapter)))
numbers = $(foreach chapter,$(WORKBOOKS),$(call number_of,$(chapter)))
grade: $(TO_GRADE) ## grade all that is in your workbook
	@$(GRADE) grade-all $(numbers)

# Prints the files that pass, for WORKBOOK=1.
passing: $(TO_GRADE)
	@$(GRADE) passing $(numbers)

ALL_ARGS = $(foreach chapter,$(CHAPTERS),$(call args_of,$(chapter)))
check-workbook: $(ALL_ARGS) ## test how workbooks are graded
	@BUILD='$(BUILD)' CC='$(CC)' sh tests/workbook/test.sh

ifneq (,$(filter grade% passing,$(MAKECMDGOALS)))
.SILENT:
endif

clean: ## remove everything that was built, and what training left there
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -type f -name '*.d' 2>/dev/null)

.PHONY: all help deps data train run-16 plots tests check transcripts check-all \
        grade passing check-workbook clean
