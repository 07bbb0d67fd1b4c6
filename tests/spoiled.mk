# The tests of the tests: lessons are spoiled, by a classic mistake or by any
# small change, and built into their chapter's tests in place of the book's.
define RULE_FOR_LESSONS
$(BUILD)/$(1)/lessons.a: $(call objects,$(1),$(LESSONS))
	@rm -f $$@
	@ar rcs $$@ $$^
PARTS += $(BUILD)/$(1)/lessons.a $(BUILD)/$(1)/common.a \
         $(call objects,$(1),$(CHAPTERS:%=tests/%.c) $(HELPERS))
endef
$(foreach type,$(TYPES),$(eval $(call RULE_FOR_LESSONS,$(type))))

SPOIL = BUILD='$(BUILD)' COMPILE='$(CC) $(FLAGS)' \
        LIBRARIES='$(CRITERION) $(LIBRARIES) -lm' \
        $(foreach type,$(TYPES),$(type)='$(FLAGS_$(type))') sh

mistakes: $(PARTS) ## make every classic mistake; the tests must catch each
	@$(SPOIL) tests/mistakes.sh all

NUMBERS = $(foreach chapter,$(CHAPTERS),$(call number_of,$(chapter)))
$(NUMBERS:%=mistake-%): mistake-%: $(PARTS)
	@$(SPOIL) tests/mistakes.sh show $*

# The lessons, without chapter 16's commands and chapter 17's measurements.
MUTATED = $(filter-out %/train.c %/test.c %/classify.c %/measure.c,$(LESSONS))
mutants: $(PARTS) ## make every small change; the tests must notice it
	@$(SPOIL) tests/mutants/mutants.sh all $(MUTATED)

mistake-%:
	@echo "there is no chapter $*; they are 01 to $(lastword $(NUMBERS))" >&2; exit 1

# What mistakes and mutants leave alone: the programs around the lessons.
breaks: tests ## break the programs; make check must notice each
	@BUILD='$(BUILD)' sh tests/breaks.sh all

.PHONY: breaks mistakes mutants $(NUMBERS:%=mistake-%)
