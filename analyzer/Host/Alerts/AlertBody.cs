using System.Net;
using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Alerts;

/// <summary>An alert in the words of each chat room. Pure: the same alert gives the same bytes.</summary>
internal static class AlertBody
{
    public static JsonObject Slack(Alert alert, string channel, string username) => Attached(alert, channel, username, alert.Severity switch
    {
        AlertSeverity.Info => "good",
        AlertSeverity.Warn => "warning",
        AlertSeverity.Error => "danger",
    });

    public static JsonObject Rocket(Alert alert, string channel, string username) => Attached(alert, channel, username, "#" + Colour(alert));

    /// <summary>The old connectors' card.</summary>
    public static JsonObject TeamsCard(Alert alert) => new()
    {
        ["@type"] = "MessageCard",
        ["@context"] = "http://schema.org/extensions",
        ["themeColor"] = Colour(alert),
        ["summary"] = $"{alert.Text}, {alert.Title}",
        ["sections"] = new JsonArray(new JsonObject
        {
            ["activityTitle"] = alert.Text,
            ["activitySubtitle"] = alert.Title,
            ["facts"] = Facts(alert, "name"),
        }),
    };

    /// <summary>What a Teams workflow takes since the connectors went: an adaptive card in a message.</summary>
    public static JsonObject TeamsWorkflow(Alert alert) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["contentUrl"] = null,
            ["content"] = new JsonObject
            {
                ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                ["type"] = "AdaptiveCard",
                ["version"] = "1.4",
                ["body"] = new JsonArray(
                    Block(alert.Title, "Medium", alert.Severity switch { AlertSeverity.Info => "Good", AlertSeverity.Warn => "Warning", AlertSeverity.Error => "Attention" }),
                    Block(alert.Text, "Default", "Default"),
                    new JsonObject { ["type"] = "FactSet", ["facts"] = Facts(alert, "title") }),
            },
        }),
    };

    public static JsonObject GoogleChat(Alert alert, string username) => new()
    {
        ["cards"] = new JsonArray(new JsonObject
        {
            ["header"] = new JsonObject { ["title"] = alert.Title, ["subtitle"] = username },
            ["sections"] = new JsonArray(new JsonObject
            {
                ["widgets"] = new JsonArray(
                [
                    Paragraph($"<font color=\"#{Colour(alert)}\"><b>{WebUtility.HtmlEncode(alert.Text)}</b></font>"),
                    .. alert.Facts.Select(fact => Paragraph($"<b>{WebUtility.HtmlEncode(fact.Name)}:</b> {WebUtility.HtmlEncode(fact.Value)}")),
                ]),
            }),
        }),
    };

    /// <summary>For machines.</summary>
    public static JsonObject Generic(Alert alert) => new()
    {
        ["name"] = alert.Rollout.Name,
        ["namespace"] = alert.Rollout.Namespace,
        ["target"] = alert.Target,
        ["severity"] = alert.Severity.ToString().ToLowerInvariant(),
        ["reason"] = alert.Reason,
        ["message"] = alert.Text,
        ["facts"] = new JsonObject(alert.Facts.Select(fact => KeyValuePair.Create(fact.Name, (JsonNode?)fact.Value))),
    };

    private static JsonObject Attached(Alert alert, string channel, string username, string colour) => new()
    {
        ["channel"] = channel,
        ["username"] = username,
        ["icon_url"] = "",
        ["icon_emoji"] = ":rocket:",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["color"] = colour,
            ["author_name"] = alert.Title,
            ["text"] = Marked(alert.Text),
            ["mrkdwn_in"] = new JsonArray("text"),
            ["fields"] = new JsonArray([.. alert.Facts.Select(fact => new JsonObject { ["title"] = fact.Name, ["value"] = Marked(fact.Value), ["short"] = false })]),
        }),
    };

    // The three characters that Slack's markup takes for its own.
    private static string Marked(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static JsonArray Facts(Alert alert, string name) => [.. alert.Facts.Select(fact => new JsonObject { [name] = fact.Name, ["value"] = fact.Value })];

    private static JsonObject Block(string text, string size, string colour) =>
        new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true, ["size"] = size, ["color"] = colour };

    private static JsonObject Paragraph(string html) => new() { ["textParagraph"] = new JsonObject { ["text"] = html } };

    private static string Colour(Alert alert) => alert.Severity switch
    {
        AlertSeverity.Info => "0076D7",
        AlertSeverity.Warn => "FFA500",
        AlertSeverity.Error => "FF0000",
    };
}
