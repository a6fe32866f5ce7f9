namespace CanaryMesh.Proxy.Routing;

/// <summary>Takes a request of which all terms hold.</summary>
internal sealed class LaneRule(LaneTerm[] terms)
{
    public bool Takes(HttpContext context)
    {
        foreach (var term in terms)
        {
            if (!term.Holds(context))
            {
                return false;
            }
        }

        return true;
    }
}
