using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Api.Resources.AlertProviders;

namespace CanaryMesh.Analyzer.Host.Tests.Alerts;

public sealed class AlertMessageTests
{
    private const string Slack = """
        {"channel":"ops","username":"canary","icon_url":"","icon_emoji":":rocket:","attachments":[{"color":"COLOUR","author_name":"web.shop",
         "text":"request-success-rate 93 % is below 99 % &lt;at weight 20&gt;","mrkdwn_in":["text"],"fields":[{"title":"Version","value":"bbbb &amp; co","short":false}]}]}
        """;

    private const string Card = """
        {"@type":"MessageCard","@context":"http://schema.org/extensions","themeColor":"FF0000",
         "summary":"request-success-rate 93 % is below 99 % <at weight 20>, web.shop",
         "sections":[{"activityTitle":"request-success-rate 93 % is below 99 % <at weight 20>","activitySubtitle":"web.shop","facts":[{"name":"Version","value":"bbbb & co"}]}]}
        """;

    private const string Workflow = """
        {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","contentUrl":null,"content":{
          "$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard","version":"1.4","body":[
            {"type":"TextBlock","text":"web.shop","wrap":true,"size":"Medium","color":"Attention"},
            {"type":"TextBlock","text":"request-success-rate 93 % is below 99 % <at weight 20>","wrap":true,"size":"Default","color":"Default"},
            {"type":"FactSet","facts":[{"title":"Version","value":"bbbb & co"}]}]}}]}
        """;

    private const string Chat = """
        {"cards":[{"header":{"title":"web.shop","subtitle":"canary"},"sections":[{"widgets":[
          {"textParagraph":{"text":"<font color=\"#FF0000\"><b>request-success-rate 93 % is below 99 % &lt;at weight 20&gt;</b></font>"}},
          {"textParagraph":{"text":"<b>Version:</b> bbbb &amp; co"}}]}]}]}
        """;

    private const string Generic = """
        {"name":"web","namespace":"shop","target":"web","severity":"error","reason":"ChecksFailed",
         "message":"request-success-rate 93 % is below 99 % <at weight 20>","facts":{"Version":"bbbb & co"}}
        """;

    public static TheoryData<string, string?, string, string, string> Forms => new()
    {
        { "slack", null, "https://hooks.slack.com/s/1", "https://hooks.slack.com/s/1", Slack.Replace("COLOUR", "danger", StringComparison.Ordinal) },
        { "discord", null, "https://discord.com/api/webhooks/1/x", "https://discord.com/api/webhooks/1/x/slack", Slack.Replace("COLOUR", "danger", StringComparison.Ordinal) },
        { "discord", null, "https://discord.com/api/webhooks/1/x/slack", "https://discord.com/api/webhooks/1/x/slack", Slack.Replace("COLOUR", "danger", StringComparison.Ordinal) },
        { "rocket", null, "https://chat.shop/hooks/1", "https://chat.shop/hooks/1", Slack.Replace("COLOUR", "#FF0000", StringComparison.Ordinal) },
        { "msteams", null, "https://shop.webhook.office.com/1", "https://shop.webhook.office.com/1", Card },
        { "msteams", null, "https://prod-1.westeurope.logic.azure.com:443/workflows/1?sig=a", "https://prod-1.westeurope.logic.azure.com/workflows/1?sig=a", Workflow },
        { "msteams", "workflow", "https://relay.shop/1", "https://relay.shop/1", Workflow },
        { "msteams", "card", "https://x.logic.azure.com/1", "https://x.logic.azure.com/1", Card },
        { "gchat", null, "https://chat.googleapis.com/v1/spaces/1?key=a", "https://chat.googleapis.com/v1/spaces/1?key=a", Chat },
        { "webhook", null, "http://alerts.ops/", "http://alerts.ops/", Generic },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Message_OfEachProvider_HasItsForm(string type, string? format, string address, string posted, string body)
    {
        var message = AlertMessage.Of(Telling.RolledBack, new() { Type = type, Format = format, Channel = "ops", Username = "canary" }, address)!;

        Assert.Equal(new Uri(posted), message.Address);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), message.Body), message.Body.ToJsonString());
    }

    [Theory]
    [InlineData(AlertSeverity.Info, "good", "#0076D7")]
    [InlineData(AlertSeverity.Warn, "warning", "#FFA500")]
    public void Colour_IsThatOfTheSeverity(AlertSeverity severity, string slack, string rocket)
    {
        var alert = Telling.RolledBack with { Severity = severity };

        Assert.Equal(slack, (string?)AlertBody.Slack(alert, "", "")["attachments"]![0]!["color"]);
        Assert.Equal(rocket, (string?)AlertBody.Rocket(alert, "", "")["attachments"]![0]!["color"]);
    }

    [Fact]
    public void Message_WithoutChannelAndName_HasFlaggersDefaults()
    {
        var body = AlertMessage.Of(Telling.RolledBack, new() { Type = "slack" }, "http://x/")!.Body;

        Assert.Equal(("general", "flagger"), ((string?)body["channel"], (string?)body["username"]));
    }

    [Theory]
    [InlineData("pager", "http://x/")]
    [InlineData("slack", "no address")]
    public void Message_ThatCannotBe_IsNone(string type, string address) => Assert.Null(AlertMessage.Of(Telling.RolledBack, new AlertProviderSpec { Type = type }, address));
}
