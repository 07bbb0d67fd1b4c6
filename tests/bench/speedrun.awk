# Makes the table of the speed record from speedrun.csv: mean and range of the seconds,
# and the mean accuracy. Ends with 1 where ours does not reach its mark.
NR == 1 { next }
{
  key = $1 FS $2
  if (!(key in count)) {
    order[++keys] = key
    least[key] = $4
    most[key] = $4
  }
  count[key]++
  seconds[key] += $4
  accuracy[key] += $5
  if ($4 < least[key]) least[key] = $4
  if ($4 > most[key]) most[key] = $4
}
END {
  print "   mark   who             seconds    from      to   mean accuracy   seeds"
  for (k = 1; k <= keys; k++) {
    key = order[k]
    split(key, part, FS)
    n = count[key]
    printf "%5d %%   %-13s %9.2f %7.2f %7.2f %13.2f %% %7d\n", part[1], part[2],
      seconds[key] / n, least[key], most[key], accuracy[key] / n, n
    if (part[2] == "this project" && accuracy[key] / n < part[1]) {
      print "speedrun: " part[1] " % is not reached" >"/dev/stderr"
      failed = 1
    }
  }
  exit failed
}
