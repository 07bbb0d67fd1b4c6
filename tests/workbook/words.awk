# Says in one line why a test did not pass, from what the test and the
# sanitizers wrote.
#
#     awk -v test=SUITE/NAME -v type=double -v lesson=workbook/... \
#         -v limit=5 -v first=1 -f words.awk FILES
#
# A test that is not among the first to reach the time limit had a tenth of it.

# "workbook/.../relu_backward.c:57" of a stack frame in the reader's file.
function place(line,    start) {
    start = index(line, lesson ":")
    if (start == 0)
        return ""
    line = substr(line, start)
    match(line, /:[0-9]+/)
    return substr(line, 1, RSTART + RLENGTH - 1)
}

where == "" { where = place($0) }

/ runtime error: / { fault = $0; sub(/.* runtime error: /, "", fault) }
/ERROR: AddressSanitizer: / {
    kind = $0
    sub(/.*ERROR: AddressSanitizer: /, "", kind)
    sub(/ .*/, "", kind)
}
/^(WRITE|READ) of size / { access = $1 }
/^time limit$/ { endless = 1 }
/: Assertion `.*' failed/ {
    said = $0
    sub(/.*: Assertion `/, "assert: ", said)
    sub(/' failed.*/, " does not hold", said)
    if ($0 ~ /matrix\.h:/) # that of at and columns
        outside = 1
}
/^error: / { said = $0 }
/Unexpected signal/ { crash = 1 }
/: Assertion Failed$/ && message == "" {
    at = substr($2, 1, length($2) - 1)
    wanted = 1
    next
}
wanted && NF > 1 {
    message = $0
    sub(/^\[----\] +/, "", message)
    sub(/^The expression /, "", message)
    sub(/ is false\.$/, " does not hold", message)
    message = message (at ~ /near\.c:/ ? "" : " (" at ")")
    wanted = 0
}

END {
    if (endless && first)
        why = "endless loop: it did not end within " limit " s"
    else if (endless)
        why = "stopped after " limit / 10 " s, since another test did not end"
    else if (fault != "")
        why = "crash: " fault
    else if (kind ~ /overflow|underflow/ && kind != "stack-overflow")
        why = "out of bounds: it " (access == "READ" ? "reads" : "writes") \
            " past the end or before the start of an array"
    else if (outside)
        why = "out of bounds: it asks for a row or column that the matrix" \
            " does not have"
    else if (kind == "stack-overflow")
        why = "crash: the stack is full; does a function call itself?"
    else if (kind != "" && kind != "ABRT")
        why = "crash: " kind
    else if (said != "")
        why = "it stopped: " said
    else if (kind == "ABRT" || crash)
        why = "crash: it was ended by a signal"
    else if (message != "")
        why = message
    else if (test ~ /refuse/)
        why = "it went on; expect_shape or fail_bug should have stopped it"
    else
        why = "it ended the whole program, as exit does"
    if (where != "" && message == "")
        why = why ", at " where
    split(test, part, "/")
    gsub(/_/, " ", part[2])
    if (type == "complex")
        why = "complex numbers: " why
    if (type == "float")
        why = "float: " why
    print "not yet: " part[1] " " part[2] ": " why
}
