-- Sends the requests of a file in turn (see wrk.js); they are built before the load begins, so that wrk only copies.
local requests, sent = {}, 0

init = function(arguments)
  for line in io.lines(arguments[1]) do
    local method, path, token, tag, body = line:match("([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)")
    local headers = {}
    if token ~= "" then headers["Authorization"] = "Bearer " .. token end
    if tag ~= "" then headers["If-None-Match"] = tag end
    if body ~= "" then headers["Content-Type"] = "application/json" else body = nil end
    requests[#requests + 1] = wrk.format(method, path, headers, body)
  end
end

request = function()
  sent = sent % #requests + 1
  return requests[sent]
end

done = function(summary, latency)
  local errors = summary.errors
  local broken = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("@@%d %d %d %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), latency.max, errors.status, broken, summary.bytes,
    os.clock() * 1e6))
end
