# The reader's workbook: blank lessons to write, and their grading.

## workbook-09: begin to write chapter 9's lesson yourself
## workbook-reset-09: begin it anew, keeping what you have
workbook-reset-%:
	@sh tests/workbook/workbook.sh reset $(call chapter,$*)

workbook-%:
	@sh tests/workbook/workbook.sh start $(call chapter,$*)

# To grade a lesson, it is linked with the tests of its chapter and with all that
# is not the reader's. Grading says what does not hold, not what is compiled.
WORKBOOKS = $(filter $(CHAPTERS),$(notdir $(wildcard workbook/*)))
$(CHAPTERS:%=%.to-grade): %.to-grade: $(foreach type,$(TYPES), \
    $(BUILD)/$(type)/lessons.a $(BUILD)/$(type)/common.a \
    $(patsubst %,$(BUILD)/$(type)/graded/%.o,near expect stand_in/criterion)) \
    $(foreach type,$(TYPES),$(BUILD)/$(type)/graded/%.o)
	@:

## grade-09: say what does not hold yet in it
$(foreach c,$(CHAPTERS),$(eval grade-$(call number,$(c)): $(c).to-grade))
grade-%:
	@sh tests/workbook/workbook.sh grade $(call chapter,$*)

grade: $(WORKBOOKS:%=%.to-grade) ## grade all that is in your workbook
	@sh tests/workbook/workbook.sh grade-all $(WORKBOOKS)

# Prints the files that pass, for WORKBOOK=1.
passing: $(WORKBOOKS:%=%.to-grade)
	@sh tests/workbook/workbook.sh passing $(WORKBOOKS)

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
OF_TYPES = # a reader may leave conversions to the compiler
$(shell mkdir -p $(BUILD); echo '$(PASSING)' | cmp -s - $(BUILD)/passing || \
  { rm -rf $(BUILD)/[01]* $(BUILD)/*/lessons.a; echo '$(PASSING)' >$(BUILD)/passing; })
LESSONS := $(filter-out $(PASSING:workbook/%=chapters/%),$(LESSONS)) $(PASSING)
endif
