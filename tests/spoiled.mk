# The tests of the tests: lessons are spoiled by a classic mistake, and all
# sources by any small change, and built into their tests in place of the right
# ones.
define RULE_FOR_LESSONS
$(BUILD)/$(1)/lessons.a: $(call objects,$(1),$(LESSONS))
	@rm -f $$@
	@ar rcs $$@ $$^
PARTS += $(BUILD)/$(1)/lessons.a $(BUILD)/$(1)/common.a \
         $(call objects,$(1),$(TESTS_$(1)))
endef
$(foreach type,$(TYPES) portable,$(eval $(call RULE_FOR_LESSONS,$(type))))

SPOIL = JOBS='$(patsubst -j%,%,$(filter -j%,$(MAKEFLAGS)))' \
        BUILD='$(BUILD)' COMPILE='$(CC) $(FLAGS)' CRITERION='$(CRITERION)' \
        LIBRARIES='$(LIBRARIES) -lm' RUNNER='$(RUNNER)' \
        $(foreach type,$(TYPES) portable,$(type)='$(FLAGS_$(type))') sh

mistakes: $(PARTS) ## make every classic mistake; the tests must catch each
	@$(SPOIL) tests/mistakes.sh all

NUMBERS = $(foreach chapter,$(CHAPTERS),$(call number_of,$(chapter)))
$(NUMBERS:%=mistake-%): mistake-%: $(PARTS)
	@$(SPOIL) tests/mistakes.sh show $*

# The lessons, without chapter 16's commands and chapter 17's measurements, and
# those files of common/ whose survivors are argued; or what ONLY= names.
MUTATED = $(or $(ONLY),$(filter-out %/train.c %/test.c %/classify.c \
            %/measure.c,$(LESSONS)) $(ARGUED:%=common/%.c))
ARGUED = bytes chapter console fail matrix network random
RUNNER = $(BUILD)/double/tests/mutants/runner.o
mutants: $(PARTS) $(RUNNER) $(PROGRAMS) $(PORTABLE) ## make every small change; the tests must notice it
	@SHARE='$(SHARE)' $(SPOIL) tests/mutants/mutants.sh all $(MUTATED)

mistake-%:
	@echo "there is no chapter $*; they are 01 to $(lastword $(NUMBERS))" >&2; exit 1

# The mistakes of the programs around the lessons.
breaks: tests ## break the programs; make check must notice each
	@BUILD='$(BUILD)' sh tests/breaks.sh all

.PHONY: breaks mistakes mutants $(NUMBERS:%=mistake-%)
