using System.Globalization;
using System.Text.RegularExpressions;
using CanaryMesh.Api.Values;

namespace CanaryMesh.LoadTester.Load;

/// <summary>The plan in a hook's metadata; every fault is named, and a name that means nothing here is one.</summary>
internal sealed partial class LoadMetadata(IReadOnlyDictionary<string, string> given, LoadLimits limits)
{
    public const string SuccessRate = "successRate";
    public const string Wait = "wait";

    private static readonly string[] Known =
        ["type", "url", "rate", "concurrency", "duration", "method", "headers", "body", "http", "timeout", "insecure", Wait, SuccessRate];

    // An event hook brings these of its own.
    private static readonly string[] OfEvents = ["eventMessage", "eventType", "timestamp"];
    private static readonly Uri Nowhere = new("http://nowhere.invalid/");
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);
    private readonly List<string> _faults = [];

    public static LoadOrder? Read(IReadOnlyDictionary<string, string> given, LoadLimits limits, out IReadOnlyList<string> faults)
    {
        var reader = new LoadMetadata(given, limits);
        var order = reader.Order();
        faults = reader._faults;
        return faults.Count > 0 ? null : order;
    }

    private LoadOrder Order()
    {
        _faults.AddRange(given.Keys.Except(Known).Except(OfEvents).Order(StringComparer.Ordinal)
            .Select(key => $"{ShownText.Of(key)} is not known; known are {string.Join(", ", Known)}"));
        var address = LoadAddress.Parse(given.GetValueOrDefault("url", ""));
        Require(address is not null, "url", LoadAddress.Words);
        // Read whole all the same, for the sake of its other faults.
        var plan = Plan(address ?? Nowhere);
        var waits = OneOf(Wait, "false", "true", "false") == "true";
        return new(plan, waits, Number(SuccessRate, 0, 0, 100));
    }

    private LoadPlan Plan(Uri address)
    {
        var rate = Number("rate", 10, 0.01, limits.Rate);
        var concurrency = Number("concurrency", 10, 1, limits.Concurrency);
        Require(concurrency % 1 is 0 or double.NaN, "concurrency", "a whole number");
        return new()
        {
            Address = address,
            Method = Method(),
            Headers = Headers(),
            Body = given.GetValueOrDefault("body"),
            Http2 = OneOf("http", "1.1", "1.1", "2") == "2",
            Rate = rate,
            Concurrency = (int)concurrency,
            Duration = Duration("duration", TimeSpan.FromMinutes(1), limits.Duration),
            Timeout = Duration("timeout", TimeSpan.FromSeconds(10), LongestTimeout),
            TrustsAnyCertificate = OneOf("insecure", "false", "true", "false") == "true",
        };
    }

    private string Method()
    {
        var method = given.GetValueOrDefault("method", "GET");
        Require(MethodForm().IsMatch(method), "method", "a method such as GET or POST");
        return method.ToUpperInvariant();
    }

    private List<KeyValuePair<string, string>> Headers()
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var line in given.GetValueOrDefault("headers", "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var header = LoadHeader.Parse(line);
            Require(header is not null, "headers", LoadHeader.Words);
            headers.AddRange(header is { } good ? [good] : []);
        }

        return headers;
    }

    private TimeSpan Duration(string key, TimeSpan fallback, TimeSpan most)
    {
        var duration = given.TryGetValue(key, out var text) ? Durations.Parse(text) : fallback < most ? fallback : most;
        Require(duration <= most, key, string.Create(CultureInfo.InvariantCulture, $"a duration such as 30s, at most {most.TotalSeconds}s"));
        return duration ?? fallback;
    }

    private double Number(string key, double fallback, double least, double most)
    {
        var number = given.TryGetValue(key, out var text)
            ? double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parsed) ? parsed : double.NaN
            : fallback;
        Require(number >= least && number <= most, key, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
        return number;
    }

    private string OneOf(string key, string fallback, params ReadOnlySpan<string> legal)
    {
        var value = given.GetValueOrDefault(key, fallback);
        Require(legal.Contains(value), key, string.Join(" or ", legal!));
        return value;
    }

    private void Require(bool legal, string key, string words)
    {
        if (!legal)
        {
            _faults.Add($"{key} must be {words}");
        }
    }

    [GeneratedRegex(@"^[A-Za-z]{1,20}\z")]
    private static partial Regex MethodForm();
}
