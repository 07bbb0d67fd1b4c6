# What a run's network has learned, as a page: report.sh tells more.
REPORT = $(BUILD)/report
REPORTED = $(wildcard plots/report/*.c)
$(BUILD)/float/plots/report/%.o: MORE = -Iplots/report
$(REPORT): $(call objects,float,$(REPORTED)) $(BUILD)/float/lessons.a \
    $(BUILD)/float/common.a
	$(call link,float)

report: $(REPORT) | $(FIRST) ## a page of what a network learned: the latest run, or RUN=
	@sh plots/report/report.sh $(REPORT) $(call path_of,$(or $(RUN),latest)) \
	  $(if $(DATA),--data $(call quoted,$(DATA)))

.PHONY: report
