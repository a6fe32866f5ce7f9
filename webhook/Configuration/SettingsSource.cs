using CanaryMesh.Api.Names;

namespace CanaryMesh.Webhook.Configuration;

/// <summary>The settings in force. Every few seconds the folder is read again (a watch on the files sees nothing of the kubelet's link
/// swap, and a watch on the folder is lost with it); a bad reading keeps the last good one.</summary>
internal sealed partial class SettingsSource(string folder, TimeProvider time, ILogger<SettingsSource> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private volatile WebhookSettings? _current;
    private string _refused = "";

    public WebhookSettings Current => _current ?? throw new InvalidOperationException("the settings were not read yet");

    public IReadOnlyList<string> Load()
    {
        var settings = SettingsReader.Read(SettingsFolder.Read(folder), out var faults);
        if (settings is not null && (_current is null || !Same(settings, _current)))
        {
            _current = settings;
            LogLoaded(settings.ProxyImage, settings.NativeSidecar, settings.AppHost);
        }

        return faults;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Reload();
        }
    }

    private void Reload()
    {
        string refused;
        try
        {
            refused = string.Join("; ", Load());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            refused = exception.Message;
        }

        if (refused.Length > 0 && refused != _refused)
        {
            LogRefused(Installation.ConfigMap, refused);
        }

        _refused = refused;
    }

    private static bool Same(WebhookSettings one, WebhookSettings other) =>
        one with { RestartAnnotations = other.RestartAnnotations, AllowedHosts = other.AllowedHosts } == other
        && one.RestartAnnotations.SequenceEqual(other.RestartAnnotations)
        && one.AllowedHosts.SequenceEqual(other.AllowedHosts);

    [LoggerMessage(LogLevel.Information, "settings: proxy {Image}, native sidecar {Native}, app at {AppHost}")]
    private partial void LogLoaded(string image, string native, string appHost);

    [LoggerMessage(LogLevel.Error, "the settings in {ConfigMap} are refused, the last good ones stay: {Faults}")]
    private partial void LogRefused(string configMap, string faults);
}
