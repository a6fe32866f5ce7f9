using System.Globalization;
using System.Text;
using CanaryMesh.Api.Values;
using CanaryMesh.LoadTester.Load;

namespace CanaryMesh.LoadTester.Hey;

/// <summary>hey's flags as a plan. As there, -q is a rate per sender, a duration makes -n void, and any certificate will do.</summary>
internal sealed class HeyArguments
{
    private static readonly string[] Switches = ["h2", "disable-keepalive", "disable-redirects", "disable-compression"];
    private static readonly string[] Valued = ["z", "q", "c", "n", "m", "H", "d", "t", "T", "A", "a", "U", "host", "cpus"];
    private readonly List<KeyValuePair<string, string>> _given = [];
    private readonly List<string> _faults = [];
    private string? _address;

    public static LoadPlan? Read(IReadOnlyList<string> arguments, out IReadOnlyList<string> faults)
    {
        var reader = new HeyArguments();
        reader.Split(arguments);
        var plan = reader.Plan();
        faults = reader._faults;
        return faults.Count > 0 ? null : plan;
    }

    // Go's rules: one dash or two, -flag value or -flag=value, flags before the address.
    private void Split(IReadOnlyList<string> arguments)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            var word = arguments[index];
            if (!word.StartsWith('-'))
            {
                Require(_address is null, $"one address, not also {ShownText.Of(word)}");
                _address ??= word;
                continue;
            }

            var pair = word.TrimStart('-').Split('=', 2);
            if (Switches.Contains(pair[0]))
            {
                _given.Add(new(pair[0], pair.ElementAtOrDefault(1) ?? "true"));
            }
            else if (Valued.Contains(pair[0]) && (pair.Length > 1 || index + 1 < arguments.Count))
            {
                _given.Add(new(pair[0], pair.Length > 1 ? pair[1] : arguments[++index]));
            }
            else
            {
                _faults.Add($"{ShownText.Of(word)}: no such flag, or no value; flags are -{string.Join(", -", Valued.Concat(Switches))}");
            }
        }
    }

    private LoadPlan? Plan()
    {
        var address = Address();
        var senders = (int)Number("c", 50, 1, 10_000);
        var perSender = Number("q", 0, 0, 1_000_000);
        var duration = Duration();
        var count = (long)Number("n", 200, 1, 1_000_000_000);
        var seconds = Number("t", 20, 0, 3600);
        return address is null ? null : new()
        {
            Address = address,
            Method = (Last("m") ?? "GET").ToUpperInvariant(),
            Headers = [.. Headers()],
            Body = Last("d"),
            Http2 = IsOn("h2"),
            Rate = perSender > 0 ? perSender * senders : null,
            Concurrency = senders,
            Duration = duration,
            Count = duration is null ? count : null,
            Timeout = seconds > 0 ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromHours(1),
            ReusesConnections = !IsOn("disable-keepalive"),
            FollowsRedirects = !IsOn("disable-redirects"),
            TrustsAnyCertificate = true,
        };
    }

    private Uri? Address()
    {
        var text = _address ?? "";
        var address = LoadAddress.Parse(text.Length is 0 || text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text);
        Require(address is not null, LoadAddress.Words);
        return address;
    }

    private TimeSpan? Duration()
    {
        var duration = Durations.Parse(Last("z"));
        Require(duration is not null || Last("z") is null, "-z as a duration such as 30s or 2m");
        return duration;
    }

    private List<KeyValuePair<string, string>> Headers()
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var line in _given.Where(each => each.Key is "H").Select(each => each.Value))
        {
            var header = LoadHeader.Parse(line);
            Require(header is not null, "-H as Name: value");
            headers.AddRange(header is { } good ? [good] : []);
        }

        Add("Accept", Last("A"));
        Add("Content-Type", Last("T") ?? (Last("d") is null ? null : "text/html"));
        Add("User-Agent", Last("U"));
        Add("Host", Last("host"));
        Add("Authorization", Last("a") is { } user ? "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(user)) : null);
        return headers;

        void Add(string name, string? value)
        {
            if (value is not null && !headers.Any(each => each.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                headers.Add(new(name, value));
            }
        }
    }

    private double Number(string flag, double fallback, double least, double most)
    {
        var number = Last(flag) is { } text
            ? double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parsed) ? parsed : double.NaN
            : fallback;
        Require(number >= least && number <= most, string.Create(CultureInfo.InvariantCulture, $"-{flag} from {least} to {most}"));
        return number;
    }

    private bool IsOn(string flag) => Last(flag) is { } value && value is not ("false" or "0");

    private string? Last(string flag) => _given.FindLast(each => each.Key == flag).Value;

    private void Require(bool legal, string words)
    {
        if (!legal)
        {
            _faults.Add("hey needs " + words);
        }
    }
}
