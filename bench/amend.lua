-- Takes the devices of the file HOUSEHOLDS off the lists of approved devices, then puts them back, and so on: each request
-- changes the list of the next account.
local households, at, verb = {}, 0, "unapprove"

function init(args)
  for line in io.lines(os.getenv("HOUSEHOLDS")) do
    local account, device = line:match("(%S+) (%S+)")
    households[#households + 1] = { path = "/accounts/" .. account .. "/approvals", device = device }
  end
end

function request()
  at = at + 1
  if at > #households then
    at = 1
    verb = verb == "approve" and "unapprove" or "approve"
  end
  local household = households[at]
  return wrk.format("POST", household.path,
    { ["Authorization"] = os.getenv("OPERATOR"), ["Content-Type"] = "application/json" },
    '{"' .. verb .. '":["' .. household.device .. '"]}')
end
