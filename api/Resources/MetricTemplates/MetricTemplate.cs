namespace CanaryMesh.Api.Resources.MetricTemplates;

/// <summary>A query that checks of several Canaries share (flagger.app/v1beta1).</summary>
public sealed record MetricTemplate : Extensible
{
    // The serializer assigns absent members too, so a default is given on the way out. Items of a list have neither.
    /// <summary>Group and version.</summary>
    public string ApiVersion { get => field ?? ResourceNames.ApiVersion; init; }

    /// <summary>Kind.</summary>
    public string Kind { get => field ?? ResourceNames.MetricTemplate; init; }

    /// <summary>Metadata.</summary>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What was asked for; the schema lets it be absent.</summary>
    public MetricTemplateSpec? Spec { get; init; }
}

/// <summary>The query and who answers it.</summary>
public sealed record MetricTemplateSpec : Extensible
{
    /// <summary>Who answers.</summary>
    public required MetricProvider Provider { get; init; }

    /// <summary>Query with template actions such as {{ namespace }} and {{ target }}.</summary>
    public required string Query { get; init; }
}

/// <summary>A metric source.</summary>
public sealed record MetricProvider : Extensible
{
    /// <summary>Kind of source, e.g. prometheus.</summary>
    public required string Type { get; init; }

    /// <summary>URL of its API.</summary>
    public string? Address { get; init; }

    /// <summary>Headers added to each request, each with one or more values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Headers { get; init; }

    /// <summary>Secret with credentials, beside the template.</summary>
    public SecretReference? SecretRef { get; init; }

    /// <summary>Region, where the source has them.</summary>
    public string? Region { get; init; }

    /// <summary>Where the number stands in the answer, e.g. $.data.value (http only).</summary>
    public string? JsonPath { get; init; }

    /// <summary>True accepts any certificate of the source.</summary>
    public bool? InsecureSkipVerify { get; init; }
}
