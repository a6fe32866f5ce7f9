using System.Net;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The installation's settings as the analyzer uses them; one file per key in a mounted folder, read at each use since the kubelet
/// changes them in place. What cannot be read keeps its default.</summary>
internal sealed class InstallationSettings(string? folder)
{
    /// <summary>Template annotations that make no new version.</summary>
    public IReadOnlyCollection<string> RestartAnnotations =>
        Read(Installation.Settings.RestartAnnotations) is { Length: > 0 } text ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [AnnotationNames.RestartedAt];

    /// <summary>The metrics server, or null.</summary>
    public Uri? MetricsServer => Uri.TryCreate(Read(Installation.Settings.MetricsServer), UriKind.Absolute, out var uri) ? uri : null;

    /// <summary>Scrape interval of the metrics server.</summary>
    public TimeSpan ScrapeInterval => Durations.Parse(Read(Installation.Settings.ScrapeInterval)) ?? TimeSpan.FromSeconds(5);

    /// <summary>Whether references stay within their namespace.</summary>
    public bool NoCrossNamespaceRefs => Read(Installation.Settings.NoCrossNamespaceRefs) == "true";

    /// <summary>Networks that users' addresses may lead to although nodes or the API server are there; what is no network is left out.</summary>
    public IReadOnlyList<IPNetwork> ReachableNetworks =>
        [.. Read(Installation.Settings.ReachableNetworks).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => IPNetwork.TryParse(text, out var network) ? network : (IPNetwork?)null).OfType<IPNetwork>()];

    /// <summary>Hosts of others that a route may be for all the same, wildcards included.</summary>
    public IReadOnlyCollection<string> AllowedHosts =>
        Read(Installation.Settings.AllowedHosts).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Protocol of the room that is told where a Canary names none.</summary>
    public string AlertType => Read(Installation.Settings.AlertType);

    /// <summary>Secret with that room's address, in the installation's namespace; empty: there is no such room.</summary>
    public string AlertSecret => Read(Installation.Settings.AlertSecret);

    /// <summary>Channel of that room.</summary>
    public string AlertChannel => Read(Installation.Settings.AlertChannel);

    /// <summary>Name that alerts to that room are posted under.</summary>
    public string AlertUsername => Read(Installation.Settings.AlertUsername);

    /// <summary>HTTP proxy on the way to that room.</summary>
    public string AlertProxy => Read(Installation.Settings.AlertProxy);

    private string Read(string key)
    {
        if (folder is null)
        {
            return "";
        }

        try
        {
            return File.ReadAllText(Path.Combine(folder, key)).Trim();
        }
        catch (IOException)
        {
            return "";
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }
}
