using System.Globalization;
using System.Text.RegularExpressions;

namespace CanaryMesh.Soak;

/// <summary>The pod that each connection was led to, as the cluster's network wrote it down.</summary>
internal sealed partial class ConnectionLog
{
    private readonly Dictionary<int, List<(TimeSpan At, string Pod)>> _byPort = [];

    public static ConnectionLog Read(IEnumerable<string> lines)
    {
        var log = new ConnectionLog();
        foreach (var match in lines.Select(line => Carried().Match(line)).Where(match => match.Success))
        {
            var port = int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
            if (!log._byPort.TryGetValue(port, out var entries))
            {
                log._byPort[port] = entries = [];
            }

            entries.Add((TimeSpan.Parse(match.Groups["at"].Value, CultureInfo.InvariantCulture), match.Groups["pod"].Value));
        }

        return log;
    }

    /// <summary>Of the last connection from that port until then: ports are used again. The log knows the time of day alone.</summary>
    public string? PodOf(int? localPort, DateTimeOffset until) =>
        localPort is { } port && _byPort.TryGetValue(port, out var entries)
            ? entries.MinBy(entry => (until.LocalDateTime.TimeOfDay - entry.At + TimeSpan.FromDays(1)).Ticks % TimeSpan.TicksPerDay).Pod
            : null;

    [GeneratedRegex("""^(?<at>\d\d:\d\d:\d\d\.\d{3}) .*connection 127\.0\.0\.1:(?<port>\d+) goes to (?<pod>[0-9.]+):\d+$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Carried();
}
