using System.Text.Json.Serialization.Metadata;
using CanaryMesh.Api.Resources;

namespace CanaryMesh.Api.Tests.Support;

/// <summary>The JSON paths of a record's typed members, as its serializer sees them.</summary>
internal static class TypedPaths
{
    public static IEnumerable<string> Of(Type type, string path = "")
    {
        var contract = ResourceJson.Default.GetTypeInfo(type)!;
        return contract.Kind switch
        {
            JsonTypeInfoKind.Object => contract.Properties.Where(property => !property.IsExtensionData)
                .SelectMany(property => Of(property.PropertyType, $"{path}.{property.Name}").Prepend($"{path}.{property.Name}")),
            JsonTypeInfoKind.Enumerable => Of(contract.ElementType!, path + "[]"),
            JsonTypeInfoKind.Dictionary => Of(contract.ElementType!, path + ".*"),
            _ => [],
        };
    }
}
