using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>How a provider spells the rules in the place of one rule.</summary>
internal interface IRuleWords
{
    /// <summary>The conditions of the service alone.</summary>
    JsonArray Plain();

    /// <summary>Each condition of the analysis with each of the service's.</summary>
    JsonArray Lanes();

    /// <summary>A cookie, given as name=value, with each condition of the service.</summary>
    JsonArray Having(string cookie);

    /// <summary>A rule that splits; a cookie is what a side's answers set.</summary>
    JsonObject Both(JsonArray match, int weight, string? setPrimary = null, string? setCanary = null);

    JsonObject ToPrimary(JsonArray match);

    JsonObject ToTrial(JsonArray match);

    /// <summary>The rule, with the copies to the version on trial that the intent asks for.</summary>
    JsonObject Mirrored(JsonObject rule);
}
