using System.Globalization;
using CanaryMesh.Api.Values;
using Keys = CanaryMesh.Api.Names.Installation.Settings;

namespace CanaryMesh.Webhook.Configuration;

/// <summary>Settings from the files of the mounted ConfigMap, one per key; every fault is named, none is passed over.</summary>
internal static class SettingsReader
{
    public static WebhookSettings? Read(IReadOnlyDictionary<string, string> values, out IReadOnlyList<string> faults)
    {
        var found = new List<string>();
        var image = values.GetValueOrDefault(Keys.ProxyImage, "").Trim();
        Require(found, Keys.ProxyImage, image, image.Length > 0 && !image.Any(char.IsWhiteSpace), "the image of the proxy");
        var fallback = new WebhookSettings { ProxyImage = image };
        var minor = Given(values, Keys.OldestNodeMinor, "");
        var settings = fallback with
        {
            AppHost = Checked(found, Keys.AppHost, Given(values, Keys.AppHost, fallback.AppHost), text => text is "loopback" or "pod", "loopback or pod"),
            NativeSidecar = Checked(
                found, Keys.NativeSidecar, Given(values, Keys.NativeSidecar, fallback.NativeSidecar),
                text => text is "true" or "false" or "auto", "true, false or auto"),
            OldestNodeMinor = int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            RestartAnnotations = values.TryGetValue(Keys.RestartAnnotations, out var list)
                ? list.Split([',', '\n', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                : fallback.RestartAnnotations,
            NoCrossNamespaceRefs = Checked(
                found, Keys.NoCrossNamespaceRefs, Given(values, Keys.NoCrossNamespaceRefs, "false"), text => text is "true" or "false", "true or false") == "true",
            AllowedHosts = Given(values, Keys.AllowedHosts, "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            ProxyCpuRequest = Quantity(found, values, Keys.ProxyCpuRequest, fallback.ProxyCpuRequest),
            ProxyMemoryRequest = Quantity(found, values, Keys.ProxyMemoryRequest, fallback.ProxyMemoryRequest),
            ProxyMemoryLimit = Quantity(found, values, Keys.ProxyMemoryLimit, fallback.ProxyMemoryLimit),
        };
        Require(found, Keys.OldestNodeMinor, minor, minor.Length == 0 || settings.OldestNodeMinor is not null, "a whole number");
        faults = found;
        return found.Count == 0 ? settings : null;
    }

    private static string Given(IReadOnlyDictionary<string, string> values, string key, string fallback) =>
        values.TryGetValue(key, out var text) && text.Trim() is { Length: > 0 } given ? given : fallback;

    private static string Quantity(List<string> faults, IReadOnlyDictionary<string, string> values, string key, string fallback) =>
        Checked(faults, key, Given(values, key, fallback), Quantities.IsPositive, "a positive quantity such as 50m or 64Mi");

    private static string Checked(List<string> faults, string key, string value, Func<string, bool> legal, string words)
    {
        Require(faults, key, value, legal(value), words);
        return value;
    }

    private static void Require(List<string> faults, string key, string value, bool legal, string words)
    {
        if (!legal)
        {
            faults.Add($"setting {key} is \"{value}\": it must be {words}");
        }
    }
}
