# The tests, for each number type a program: chapters and numbers are tested in
# all three (but the commands train and test: no program has complex numbers),
# the rest of common/, which does not depend on it, in one.
TESTS_double = $(filter-out tests/check_all.c,$(wildcard tests/*.c))
TESTS_complex = $(CHAPTERS:%=tests/%.c) $(patsubst %,tests/%.c,matrix random \
                  properties reference near expect) tests/16_frames.c
TESTS_float = $(TESTS_complex) $(patsubst %,tests/%.c,16_train 16_test experiments)

define RULE_FOR_TESTS
$(BUILD)/$(1)/tests/%.o: MORE = -Itests -DBUILD='"$(BUILD)"'
$(BUILD)/$(1)/check: $(call objects,$(1),$(TESTS_$(1))) \
    $(if $(filter-out complex,$(1)),$(call objects,$(1),$(VARIANTS))) \
    $(BUILD)/$(1)/lessons.a $(BUILD)/$(1)/common.a $(BUILD)/flags/criterion
	$$(call link,$(1),@$(BUILD)/flags/criterion)
endef
$(foreach type,$(TYPES),$(eval $(call RULE_FOR_TESTS,$(type))))

# The same with a stand-in for Criterion: alone, to be linked with what is wrong,
# and graded, with the sanitizers where the compiler has them, to be linked with
# what a reader wrote. Nobody is told that they are compiled.
define RULE_FOR_STAND_IN
$(BUILD)/$(1)/$(2)/%.o: tests/%.c $(addprefix $(BUILD)/flags/,$(1) sanitizers)
	@mkdir -p $$(@D)
	@$$(CC) -Itests/stand_in @$(BUILD)/flags/$(1) -Itests -DBUILD='"$(BUILD)"' \
	  $(3) -O1 -MMD -MP -c $$< -o $$@
endef
$(foreach type,$(TYPES),$(eval $(call RULE_FOR_STAND_IN,$(type),alone)) $(eval \
  $(call RULE_FOR_STAND_IN,$(type),graded,@$(BUILD)/flags/sanitizers -UNDEBUG)))

# A test for each chapter's transcript.
$(BUILD)/double/tests/transcripts.o: MORE += -I$(BUILD)
$(BUILD)/double/tests/transcripts.o: $(BUILD)/transcripts.inc
$(BUILD)/transcripts.inc: chapters/table.txt
	@mkdir -p $(@D)
	@sed -n 's/^\([0-9]*\)_.*/TRANSCRIPT(chapter_\1)/p' $< >$@

# What every chapter has to have; and each mistake and break must fit its source.
$(BUILD)/chapters.passed: common/make/chapters.sh chapters/table.txt $(wildcard \
    chapters/* chapters/*/* common/*/*.c tests/*.c tests/*/*.md tests/*/*.txt \
    plots/*.gp)
	@sh $< check
	@sh tests/spoil.sh mistakes apply && sh tests/spoil.sh breaks apply
	@mkdir -p $(@D) && touch $@

tests: $(TYPES:%=$(BUILD)/%/check) all $(REPORT) $(EXPERIMENT) $(PORTABLE) $(BUILD)/light/made

run_tests = @for type in $(TYPES); do echo "tests$(1) with real = $$type:"; \
              $(BUILD)/$$type/check --filter '$(2)/*' || exit 1; done

check: $(BUILD)/chapters.passed tests $(BUILD)/common.passed ## build and pass every test
	$(call run_tests,,!($(SUITES)))

# A lesson cannot change what common/ does. Its tests, the suites in the files of
# its names, run again when one of the two changed.
OF_COMMON = $(filter $(addprefix tests/,$(notdir $(COMMON))),$(TESTS_double))
SUITES = $(shell grep -ho '^Test[^S][a-z0-9_]*' $(OF_COMMON) | cut -c 6- | \
                 sort -u | paste -s -d '|' -)
$(BUILD)/common.passed: $(wildcard data/sample/*) $(foreach type,$(TYPES), \
    $(call objects,$(type),$(filter $(OF_COMMON),$(TESTS_$(type)))) \
    $(BUILD)/$(type)/common.a) | tests
	$(call run_tests, of common/,@($(SUITES)))
	@touch $@

# Criterion starts sooner without libgit2 (see light/libgit2.c).
$(BUILD)/light/made: tests/light/libgit2.c $(BUILD)/double/check
	@mkdir -p $(@D)
	@name=$$(ldd $(BUILD)/double/check 2>/dev/null | \
	  sed -n 's/^[[:space:]]*\(libgit2[^ ]*\) =>.*/\1/p'); [ ! "$$name" ] || \
	  $(CC) -shared -fPIC -Wl,-soname,$$name $< -o $(@D)/$$name
	@touch $@
check breaks: export LD_LIBRARY_PATH := $(abspath $(BUILD)/light):$(LD_LIBRARY_PATH)
# Threads that wait let others work.
check breaks: export OMP_WAIT_POLICY = passive

## new-chapter NAME=: lay the skeleton of a chapter
new-chapter:
	@sh common/make/chapters.sh new '$(NAME)'

## move-chapter FROM= TO=: give a chapter a free number, everywhere
move-chapter:
	@sh common/make/chapters.sh move '$(FROM)' '$(TO)'

# All of them, or with ONLY=07 those of a chapter.
transcripts: all $(PORTABLE) ## keep what the programs say now as what they should say
	@sh tests/transcripts.sh renew \
	  tests/transcripts/$(if $(ONLY),chapter_$(call number,$(call chapter,$(ONLY))),*).txt
	@git diff --stat -- tests/transcripts

bad-input: all $(REPORT) $(EXPERIMENT) ## keep what is answered to bad input now
	@sh tests/bad_input/table.sh renew
	@git diff --stat -- tests/bad_input

check-new-chapter: tests $(MADE) ## add a chapter in a copy, and take it everywhere
	@sh tests/new_chapter.sh

check-scripts: ## run the scripts under every shell and every awk
	@sh tests/portable/portable.sh
	@sh tests/portable/remedies.sh
	@sh tests/portable/fetch.sh

check-threads: ## train under ThreadSanitizer, and find a planted race
	@$(MAKE) -s BUILD=$(BUILD)/tsan CC=clang CFLAGS='-O1 -g' \
	  EXTRA=-fsanitize=thread $(BUILD)/tsan/16_digit_classifier
	@sh tests/threads.sh $(BUILD)/tsan

# Every slope of the real network by two methods, which need two number types
# and so two programs. Results to keep go to tests/check_all.txt and
# plots/check_all.csv.
CHECK_ALL = $(BUILD)/check-all
$(CHECK_ALL)/double $(CHECK_ALL)/complex: $(CHECK_ALL)/%: \
    $(BUILD)/%/tests/check_all.o $(BUILD)/%/lessons.a $(BUILD)/%/common.a
	$(call link,$*)

check-all: $(CHECK_ALL)/complex $(CHECK_ALL)/double ## compare all 355,110 slopes with measured ones
	@status=0; for type in complex double; do \
	  $(CHECK_ALL)/$$type --histogram $(CHECK_ALL)/$$type.csv || status=1; \
	done >$(CHECK_ALL)/table.txt; cat $(CHECK_ALL)/table.txt; exit $$status
	@paste -d , $(CHECK_ALL)/complex.csv $(CHECK_ALL)/double.csv | \
	  cut -d , -f 1,2,4 >$(CHECK_ALL)/errors.csv
	$(call draw,check_all,$(CHECK_ALL)/errors.csv,$(CHECK_ALL)/errors)

.PHONY: new-chapter move-chapter check-new-chapter tests check \
        transcripts bad-input check-scripts check-threads check-all
