-- wrk's numbers as one line: requests per second, median and 99th percentile
-- of the latency in microseconds, errors of any kind.  See bench.sh.
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("result %.1f %.0f %.0f %d\n",
    summary.requests * 1e6 / summary.duration,
    latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write + e.timeout + e.status))
end
