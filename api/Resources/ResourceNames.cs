namespace CanaryMesh.Api.Resources;

/// <summary>Names under which the API server serves the resources.</summary>
public static class ResourceNames
{
    /// <summary>API group.</summary>
    public const string Group = "flagger.app";

    /// <summary>Served and stored version.</summary>
    public const string Version = "v1beta1";

    /// <summary>Group and version, as in an object's apiVersion.</summary>
    public const string ApiVersion = Group + "/" + Version;

    /// <summary>Kind of a Canary.</summary>
    public const string Canary = "Canary";

    /// <summary>Plural of Canary in paths.</summary>
    public const string Canaries = "canaries";

    /// <summary>Kind of a MetricTemplate.</summary>
    public const string MetricTemplate = "MetricTemplate";

    /// <summary>Plural of MetricTemplate in paths.</summary>
    public const string MetricTemplates = "metrictemplates";

    /// <summary>Kind of an AlertProvider.</summary>
    public const string AlertProvider = "AlertProvider";

    /// <summary>Plural of AlertProvider in paths.</summary>
    public const string AlertProviders = "alertproviders";
}
