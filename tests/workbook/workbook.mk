# The reader's workbook: blank lessons to write, and their grading.

## workbook-reset-09: begin it anew, keeping what you have
workbook-reset-%:
	@sh tests/workbook/workbook.sh reset $*

## workbook-09: begin to write chapter 9's lesson yourself
workbook-%:
	@sh tests/workbook/workbook.sh start $*

# To grade a lesson, the tests of its chapter are compiled anew, with the
# sanitizers where the compiler has them. Grading says what does not hold, not
# what is compiled.
WORKBOOKS = $(filter $(CHAPTERS),$(notdir $(wildcard workbook/*)))
NUMBERS = $(foreach c,$(WORKBOOKS),$(call number,$(c)))

## grade-09: say what does not hold yet in it
$(foreach c,$(CHAPTERS),$(eval grade-$(call number,$(c)): $(c).to-grade))
grade-%:
	@: $(call chapter,$*)
	@sh tests/workbook/workbook.sh grade $*

grade: $(WORKBOOKS:%=%.to-grade) ## grade all that is in your workbook
	@sh tests/workbook/workbook.sh grade-all $(NUMBERS)

# Prints the files that pass, for WORKBOOK=1.
passing: $(WORKBOOKS:%=%.to-grade)
	@sh tests/workbook/workbook.sh passing $(NUMBERS)

# All that is linked with a chapter's lesson to grade it. The linker takes what
# is in the reader's in place of the book's.
$(CHAPTERS:%=%.to-grade): %.to-grade: $(foreach type,$(TYPES),$(patsubst %,$(BUILD)/$(type)/%,lessons.a \
    common.a tests/near.o tests/expect.o graded/workbook/graded.o)) \
    $(foreach type,$(TYPES),$(BUILD)/$(type)/graded/%.o) $(BUILD)/flags/criterion
	@:

define RULE_TO_GRADE
$(BUILD)/$(1)/graded/%.o: tests/%.c $(addprefix $(BUILD)/flags/,$(1) sanitizers)
	@mkdir -p $$(@D)
	@$$(CC) @$(BUILD)/flags/$(1) @$(BUILD)/flags/sanitizers -UNDEBUG -Itests -O1 \
	  -include tests/workbook/graded.h -MMD -MP -c $$< -o $$@
endef
$(foreach type,$(TYPES),$(eval $(call RULE_TO_GRADE,$(type))))

check-workbook: $(CHAPTERS:%=%.to-grade) ## test how workbooks are graded
	@sh tests/workbook/test.sh

.PHONY: grade passing check-workbook

ifneq (,$(filter grade% passing,$(MAKECMDGOALS)))
.SILENT:
endif

# With WORKBOOK=1, train and run-04 take the reader's lessons in place of the
# book's where they pass grading, and build in a folder of their own. Programs
# made of other lessons than before are made anew.
ifneq (,$(and $(WORKBOOK:0=),$(filter train run-%,$(MAKECMDGOALS))))
LACKING := $(if $(filter deps,$(MAKECMDGOALS)),,$(shell CC='$(CC)' \
             sh common/make/flags.sh libraries 2>&1 >/dev/null))
$(if $(LACKING),$(error $(LACKING)))
PASSING := $(if $(WORKBOOKS),$(shell MAKEFLAGS= $(MAKE) -s passing WORKBOOK= \
             BUILD='$(BUILD)' CC='$(CC)'))
$(if $(PASSING),,$(error no lesson in workbook/ passes yet; $(if $(WORKBOOKS),make \
  grade says what does not hold,begin with: make workbook-01)))
override BUILD := $(BUILD)/workbook
$(shell mkdir -p $(BUILD); echo '$(PASSING)' | cmp -s - $(BUILD)/passing || \
  { rm -rf $(BUILD)/[01]* $(BUILD)/*/lessons.a; echo '$(PASSING)' >$(BUILD)/passing; })
LESSONS := $(filter-out $(PASSING:workbook/%=chapters/%),$(LESSONS)) $(PASSING)
endif
