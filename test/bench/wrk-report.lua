-- What wrk has found, in one line that a program can read. Times are microseconds.
done = function(summary, latency)
  local e = summary.errors
  local errors = e.connect + e.read + e.write + e.status + e.timeout
  local line = 'RESULT {"requests":%d,"duration":%d,"errors":%d,"p50":%d,"p99":%d,"p999":%d}\n'
  io.write(string.format(line, summary.requests, summary.duration, errors,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
