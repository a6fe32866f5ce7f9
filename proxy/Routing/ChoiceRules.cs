namespace CanaryMesh.Proxy.Routing;

/// <summary>What comes before the draw (design §4, Choice order): lanes, then cookies, then a key below the weight. Only requests of targets
/// that ask for one of them pass here.</summary>
internal sealed class ChoiceRules
{
    public required LaneRule[] Lanes { get; init; }

    public required AffinityCookies? Affinity { get; init; }

    public required ClientKey? Client { get; init; }

    /// <summary>Share of the primary's requests that is copied, 0–100.</summary>
    public required uint Mirror { get; init; }

    public Choice Choose(HttpContext context, SplitTable table)
    {
        if (table.Effective == 0)
        {
            return Choice.DrawnToApp;
        }

        foreach (var lane in Lanes)
        {
            if (lane.Takes(context))
            {
                return Choice.KeptOnCanary;
            }
        }

        if (table.Weight > 0 && Affinity?.SideOf(context.Request.Headers) is { } kept)
        {
            return kept;
        }

        return WeightedPick.IsCanary(table.Weight, Client?.Bucket(context) ?? Random.Shared.Next(100)) ? Choice.DrawnToCanary : Choice.DrawnToApp;
    }
}
