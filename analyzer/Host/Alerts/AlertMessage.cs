using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources.AlertProviders;

namespace CanaryMesh.Analyzer.Alerts;

/// <summary>What is posted where: an alert as an AlertProvider asks for it.</summary>
internal sealed record AlertMessage(Uri Address, JsonObject Body)
{
    private const string DefaultChannel = "general";
    private const string DefaultUsername = "flagger";
    private static readonly string[] Workflows = [".logic.azure.com", ".powerplatform.com", ".powerautomate.com"];

    /// <summary>Null if the provider is of no type that is known, or its address is none.</summary>
    public static AlertMessage? Of(Alert alert, AlertProviderSpec provider, string address)
    {
        var (channel, username) = (Or(provider.Channel, DefaultChannel), Or(provider.Username, DefaultUsername));
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var url))
        {
            return null;
        }

        return provider.Type switch
        {
            "slack" => new(url, AlertBody.Slack(alert, channel, username)),
            "discord" => new(ForDiscord(url), AlertBody.Slack(alert, channel, username)),
            "rocket" => new(url, AlertBody.Rocket(alert, channel, username)),
            "msteams" => new(url, IsWorkflow(provider, url) ? AlertBody.TeamsWorkflow(alert) : AlertBody.TeamsCard(alert)),
            "gchat" => new(url, AlertBody.GoogleChat(alert, username)),
            "webhook" => new(url, AlertBody.Generic(alert)),
            _ => null,
        };
    }

    // Discord takes Slack's form at an address of its own.
    private static Uri ForDiscord(Uri url) =>
        url.AbsolutePath.EndsWith("/slack", StringComparison.Ordinal) ? url : new UriBuilder(url) { Path = url.AbsolutePath.TrimEnd('/') + "/slack" }.Uri;

    private static bool IsWorkflow(AlertProviderSpec provider, Uri url) =>
        provider.Format is { } format ? format == "workflow" : Workflows.Any(host => url.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase));

    private static string Or(string? text, string otherwise) => string.IsNullOrEmpty(text) ? otherwise : text;
}
