// Answers for yaml-decode-differential.mts: what the libraries that Helm 4 uses make of a YAML text.

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/release/v1/util"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"os"
	"sigs.k8s.io/yaml"
)

type item struct {
	Op   string `json:"op"`
	Text []byte `json:"text"`
}

func one(it item) (res map[string]any) {
	defer func() {
		if r := recover(); r != nil {
			res = map[string]any{"err": fmt.Sprintf("PANIC %v", r)}
		}
	}()
	switch it.Op {
	case "head":
		var h util.SimpleHead
		err := yaml.Unmarshal(it.Text, &h)
		if err != nil {
			return map[string]any{"err": err.Error()}
		}
		return map[string]any{"out": h}
	case "chart":
		var h chart.Metadata
		err := yaml.Unmarshal(it.Text, &h)
		if err != nil {
			return map[string]any{"err": err.Error()}
		}
		return map[string]any{"out": h}
	case "strict":
		var h chart.Metadata
		err := yaml.UnmarshalStrict(it.Text, &h)
		if err != nil {
			return map[string]any{"err": err.Error()}
		}
		return map[string]any{"out": h}
	case "any":
		var h any
		err := yaml.Unmarshal(it.Text, &h)
		if err != nil {
			return map[string]any{"err": err.Error()}
		}
		return map[string]any{"out": h}
	case "docs":
		r := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(it.Text)))
		var docs []string
		for {
			b, err := r.Read()
			if err != nil {
				if err.Error() == "EOF" {
					return map[string]any{"out": docs}
				}
				return map[string]any{"out": docs, "err": err.Error()}
			}
			docs = append(docs, string(b))
		}
	}
	return nil
}
func main() {
	var items []item
	if err := json.NewDecoder(bufio.NewReader(os.Stdin)).Decode(&items); err != nil {
		panic(err)
	}
	res := []map[string]any{}
	for _, it := range items {
		res = append(res, one(it))
	}
	json.NewEncoder(os.Stdout).Encode(res)
}
