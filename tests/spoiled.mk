# The tests of the tests: lessons are spoiled by a classic mistake, programs in
# many ways, and all sources by any small change, and built into their tests in
# place of the right ones.
PARTS = $(foreach type,$(TYPES),$(call objects,$(type),$(TESTS_$(type)))) \
        $(foreach type,$(TYPES) portable,$(BUILD)/$(type)/lessons.a \
        $(BUILD)/$(type)/common.a) $(BUILD)/flags/criterion
SPOIL = JOBS='$(patsubst -j%,%,$(filter -j%,$(MAKEFLAGS)))' sh

mistakes: $(PARTS) $(BUILD)/light/made ## make every classic mistake; the tests must catch each
	@$(SPOIL) tests/mistakes.sh all $(ONLY)

## mistake-09: show chapter 9's mistakes and how they fail
mistake-%: $(PARTS)
	@$(SPOIL) tests/mistakes.sh show $(call number,$(call chapter,$*))

# The lessons and chapter 16's program, without its command `train` and chapter
# 17's measurements; and those files of common/ whose survivors are argued; or
# what ONLY= names.
MUTATED = $(or $(ONLY),$(filter-out %/train.c %/measure.c,$(LESSONS)) \
            chapters/16_digit_classifier/main.c $(ARGUED:%=common/%.c))
ARGUED = bytes chapter console digits fail files idx matrix network options \
         picture random safetensors
mutants: $(PARTS) tests $(BUILD)/double/tests/mutants/runner.o ## make every small change; the tests must notice it
	@SHARE='$(SHARE)' $(SPOIL) tests/mutants/mutants.sh all $(MUTATED)

# The mistakes of the programs around the lessons.
breaks: tests ## break the programs; make check must notice each
	@sh tests/breaks.sh all

.PHONY: breaks mistakes mutants
